package io.leasewatch.monitor.database;

import io.leasewatch.core.text.LogText;
import io.leasewatch.core.text.SafeLogger;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/**
 * The log while the server stops. When the operating system terminates the JVM, the JVM closes its log at once, while the server
 * still waits for requests. From then on, only standard output reaches the server's log.
 */
final class ShutdownLog {

    private static final Logger LOG = SafeLogger.of(ShutdownLog.class);

    private final BooleanSupplier isLogClosed;
    private final PrintStream fallback;

    ShutdownLog() {
        this(ShutdownLog::isJvmEnding, System.out);
    }

    ShutdownLog(BooleanSupplier isLogClosed, PrintStream fallback) {
        this.isLogClosed = isLogClosed;
        this.fallback = fallback;
    }

    void log(Level level, String line) {
        if (isLogClosed.getAsBoolean()) {
            fallback.println(LogText.encode(line));
        } else {
            LOG.log(level, line);
        }
    }

    /** Whether the JVM is shutting down. The JVM has no method for that, but it rejects new shutdown hooks then. */
    private static boolean isJvmEnding() {
        Thread nothing = new Thread(() -> {}, "leasewatch-nothing");
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
