package io.leasewatch.docs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Hears what a class logs, and keeps it from the console. Close it at the end. */
public final class RecordedLog implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
            if (line.getThrown() != null) {
                errors.add(line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private RecordedLog(Logger logger) {
        this.logger = logger;
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    public static RecordedLog of(Class<?> type) {
        return new RecordedLog(Logger.getLogger(type.getName()));
    }

    /** Each line as it was logged, after its level as java.util.logging calls it. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The exceptions that followed lines. */
    public List<Throwable> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
