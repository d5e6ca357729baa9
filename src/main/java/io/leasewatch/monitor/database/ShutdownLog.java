package io.leasewatch.monitor.database;

import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/**
 * What is said while the server stops. When an operating system ends the JVM, the JVM closes its log at once, while the server still
 * waits for requests; from then on only what is written to standard output gets into the server's log.
 */
final class ShutdownLog {

    private static final Logger LOG = System.getLogger(ShutdownLog.class.getName());

    private final BooleanSupplier isLogClosed;
    private final PrintStream otherwise;

    ShutdownLog() {
        this(ShutdownLog::isJvmEnding, System.out);
    }

    ShutdownLog(BooleanSupplier isLogClosed, PrintStream otherwise) {
        this.isLogClosed = isLogClosed;
        this.otherwise = otherwise;
    }

    void say(Level level, String line) {
        if (isLogClosed.getAsBoolean()) {
            otherwise.println(line);
        } else {
            LOG.log(level, line);
        }
    }

    /** The JVM does not say so itself; but nothing more can be asked of it for its end then. */
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
