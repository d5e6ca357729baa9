package io.leasewatch.peers;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Hears what a pool writes into its log, and keeps it from the console. Thread-safe. */
final class PoolLog implements AutoCloseable {

    private final Logger logger;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(new Line(new SimpleFormatter().formatMessage(record), stack(record.getThrown()), Instant.now()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    PoolLog(String name) {
        logger = Logger.getLogger(name);
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.INFO);
        logger.addHandler(handler);
    }

    /** What the lines say that are about that database in memory; lines without any of {@code words} say nothing. */
    List<Said> said(String database, Map<String, String> words) {
        return lines.stream()
                .filter(line -> line.text.contains(":mem:" + database + " "))
                .flatMap(line -> words.entrySet().stream()
                        .filter(word -> line.text.contains(word.getKey()))
                        .map(word -> new Said(word.getValue(), line.text + line.stack, line.at)))
                .toList();
    }

    private static String stack(@Nullable Throwable thrown) {
        StringWriter text = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    private record Line(String text, String stack, Instant at) {}
}
