package io.leasewatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    private final FailureLog trouble = new FailureLog();
    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(FailureLog.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void failureOfOneKindIsLoggedOnceAndOneOfAnotherKindToo() {
        for (int i = 0; i < 10; i++) {
            trouble.report("a sweep", new IllegalStateException());
            trouble.report("a sweep", new AssertionError());
            trouble.report("a listener", new IllegalStateException());
        }

        assertThat(logged).hasSize(3).allMatch(line -> line.getMessage().startsWith("LSW1001W: "));
    }

    @Test
    void endOfTheStackIsNotLogged() {
        trouble.report("a sweep", new StackOverflowError());

        assertThat(logged).isEmpty();
    }

    @Test
    void kindsThatNeverEndAreLoggedAHundredTimes() {
        for (int i = 0; i < 500; i++) {
            trouble.report("listener " + i, new IllegalStateException());
        }

        assertThat(logged).hasSize(100);
    }
}
