package io.leasewatch.cli.server;

/** Thrown for an invalid option. The message names the option, the rule and the value. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
