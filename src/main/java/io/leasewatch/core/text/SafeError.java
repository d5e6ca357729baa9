package io.leasewatch.core.text;

import org.jspecify.annotations.Nullable;

/**
 * A copy of an error that is safe to log: its class, stack and causes, with messages as {@link SafeText} shows them. At most 20
 * causes are kept.
 */
public final class SafeError extends Exception {

    private static final long serialVersionUID = 1;

    private static final int DEEPEST = 20;

    private final String type;

    private SafeError(Throwable error, @Nullable Throwable cause) {
        super(error.getMessage() == null ? null : SafeText.shown(error.getMessage()), cause, false, true);
        type = error.getClass().getName();
        setStackTrace(error.getStackTrace());
    }

    /** The copy to log in place of {@code error}. */
    public static SafeError of(Throwable error) {
        return error instanceof SafeError safe ? safe : of(error, DEEPEST);
    }

    private static SafeError of(Throwable error, int deepest) {
        Throwable cause = error.getCause();
        return new SafeError(error, cause == null || deepest == 0 ? null : of(cause, deepest - 1));
    }

    @Override
    public String toString() {
        return getMessage() == null ? type : type + ": " + getMessage();
    }
}
