package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Lines that people see can be looked up, are as serious as they say, and go to the log. */
class LoggingTest {

    private static final Pattern CALL = Pattern.compile("LOG\\s*\\.log\\(\\s*(?:Level\\.(\\w+)\\s*,\\s*(\"[^\"]*))?");
    private static final Pattern ID = Pattern.compile("\"LSW\\d{4}([IWE]): .*", Pattern.DOTALL);
    private static final Pattern WITH_PARAMETERS = Pattern.compile("\"(LSW[^\"]*\\{0\\}[^\"]*)\"");
    private static final Map<String, String> LETTERS = Map.of("INFO", "I", "WARNING", "W", "ERROR", "E");

    /** Speaks when the log is closed already, in the words of others. */
    private static final String SHUTDOWN_LOG = "ShutdownLog.java";

    @Test
    void lineThatPeopleSeeHasAnIdWithTheLetterOfItsLevel() throws IOException {
        List<String> wrong = new ArrayList<>();
        int calls = 0;
        for (Map.Entry<String, String> source : otherSources().entrySet()) {
            Matcher call = CALL.matcher(source.getValue());
            while (call.find()) {
                calls++;
                if (!fits(call.group(1), call.group(2))) {
                    wrong.add(source.getKey() + ": " + call.group());
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(calls).isGreaterThan(15);
    }

    private static Map<String, String> otherSources() throws IOException {
        Map<String, String> sources = new TreeMap<>(Sources.byPath());
        assertThat(sources.keySet().removeIf(path -> path.endsWith(SHUTDOWN_LOG)))
                .isTrue();
        return sources;
    }

    /** Whether both the level and the beginning of the message can be read at the call, and go together. */
    private static boolean fits(String level, String message) {
        if (level == null || message == null) {
            return false;
        }
        Matcher id = ID.matcher(message);
        String letter = LETTERS.get(level);
        return letter == null ? !id.matches() : id.matches() && id.group(1).equals(letter);
    }

    @Test
    void messageWithParametersHasNoApostropheBecauseItWouldHideThem() throws IOException {
        Sources.byPath().forEach((path, text) -> {
            Matcher message = WITH_PARAMETERS.matcher(text);
            while (message.find()) {
                assertThat(message.group(1)).as(path).doesNotContain("'");
            }
        });
    }

    /** The agent is in a jar of its own, and logs only its own words and the names of classes. */
    @Test
    void everyLineIsEncodedSoThatNoNameOfAnApplicationCanForgeOne() throws IOException {
        Map<String, String> sources = new TreeMap<>(Sources.byPath());
        // The agent and the check of the features run where the library's classes may be missing; they log their own
        // texts.
        sources.keySet()
                .removeIf(path -> path.startsWith("io/leasewatch/agent/")
                        || path.endsWith("/SafeLogger.java")
                        || path.endsWith("/FeatureCheck.java"));

        sources.forEach((path, text) -> assertThat(text).as(path).doesNotContain("System.getLogger"));
    }

    @Test
    void nothingIsWrittenToTheConsoleAndNoOtherLoggerIsUsed() throws IOException {
        otherSources().forEach((path, text) -> {
            assertThat(text)
                    .as(path)
                    .doesNotContain(
                            "System.out",
                            "System.err",
                            "printStackTrace()",
                            "org.slf4j.",
                            "org.apache.log4j.",
                            "org.apache.logging.");
            // DataSource itself has a method that answers one of these.
            assertThat(text.replace("import java.util.logging.Logger;", ""))
                    .as(path)
                    .doesNotContain("java.util.logging");
        });
    }
}
