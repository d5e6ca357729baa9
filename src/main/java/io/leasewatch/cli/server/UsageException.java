package io.leasewatch.cli.server;

/** An option that makes no sense. The message names the option, its rule and what was given. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
