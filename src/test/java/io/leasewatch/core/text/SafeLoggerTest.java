package io.leasewatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SafeLoggerTest {

    private static final String FORGED = "jdbc/app\r\n[ERROR   ] LSW4002E: forged\u001b[31m\u202e";

    private final Logger logger = Logger.getLogger(SafeLoggerTest.class.getName());
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final StreamHandler handler = new StreamHandler(written, new SimpleFormatter());
    private final System.Logger log = SafeLogger.of(SafeLoggerTest.class);

    @BeforeEach
    void listen() throws Exception {
        handler.setEncoding("UTF-8");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void nameInAParameterCannotForgeALine() {
        log.log(Level.WARNING, "LSW2001W: {0} is full, {1}.", FORGED, null);

        assertThat(lines()).hasSize(2);
        assertThat(written())
                .contains("LSW2001W: jdbc/app\\r\\n[ERROR   ] LSW4002E: forged\\u001b[31m\\u202e is full, null.");
    }

    @Test
    void nameInAMessageCannotForgeALine() {
        log.log(Level.WARNING, "LSW2001W: " + FORGED);

        assertThat(lines()).hasSize(2);
        assertThat(written()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void messageOfAnExceptionCannotForgeALineAndShowsNoPassword() {
        log.log(Level.WARNING, "LSW1001W: failed", new IllegalStateException(FORGED + " password=secret"));

        assertThat(written())
                .contains("java.lang.IllegalStateException: jdbc/app [ERROR")
                .doesNotContain("\n[ERROR", "\u001b", "\u202e", "secret");
    }

    @Test
    void lineNamesTheClassThatLoggedIt() {
        log.log(Level.WARNING, "LSW1001W: failed");

        assertThat(written()).contains(SafeLoggerTest.class.getName()).doesNotContain("SafeLogger log");
    }

    private String[] lines() {
        return written().split("\\R");
    }

    private String written() {
        handler.flush();
        return written.toString(StandardCharsets.UTF_8);
    }
}
