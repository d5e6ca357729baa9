package io.leasewatch.cli.server;

/** The server did not answer, or not as a Leasewatch that lets one look does. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean lasting;

    private NoAnswerException(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** Ask again, and it may be there. */
    public static NoAnswerException forNow(String message) {
        return new NoAnswerException(message, false);
    }

    /** It will say the same again. */
    static NoAnswerException forGood(String message) {
        return new NoAnswerException(message, true);
    }

    public boolean isLasting() {
        return lasting;
    }
}
