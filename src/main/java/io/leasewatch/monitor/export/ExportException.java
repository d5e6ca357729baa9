package io.leasewatch.monitor.export;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Nothing was written. Its message says why, and names no path. */
public final class ExportException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean full;

    private ExportException(String message, boolean full, @Nullable Throwable cause) {
        super(message, cause);
        this.full = full;
    }

    static ExportException failed(String why, IOException cause) {
        return new ExportException(why, false, cause);
    }

    static ExportException full(String why) {
        return new ExportException(why, true, null);
    }

    /** Whether there are as many exports as there may be. */
    public boolean isFull() {
        return full;
    }
}
