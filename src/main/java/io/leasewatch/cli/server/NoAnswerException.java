package io.leasewatch.cli.server;

/** Thrown when the server does not answer, or answers with an error or with something that is not from Leasewatch. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean lasting;

    private NoAnswerException(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** A failure that may be gone at the next attempt. */
    public static NoAnswerException forNow(String message) {
        return new NoAnswerException(message, false);
    }

    /** A failure that a retry does not resolve. */
    static NoAnswerException forGood(String message) {
        return new NoAnswerException(message, true);
    }

    public boolean isLasting() {
        return lasting;
    }
}
