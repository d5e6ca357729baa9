package io.leasewatch.cli;

/** An option that makes no sense. The message names the option, its rule and what was given. */
final class WrongUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongUse(String message) {
        super(message);
    }
}
