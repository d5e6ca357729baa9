package io.leasewatch.cli;

/** The server did not answer, or not as a Leasewatch that lets one look does. */
final class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean lasting;

    private NoAnswer(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** Ask again, and it may be there. */
    static NoAnswer forNow(String message) {
        return new NoAnswer(message, false);
    }

    /** It will say the same again. */
    static NoAnswer forGood(String message) {
        return new NoAnswer(message, true);
    }

    boolean isLasting() {
        return lasting;
    }
}
