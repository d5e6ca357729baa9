package io.leasewatch.monitor.export;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An export could not be written. The message gives the reason, and contains no path. */
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

    /** Whether the directory contains the maximum number of exports. */
    public boolean isFull() {
        return full;
    }
}
