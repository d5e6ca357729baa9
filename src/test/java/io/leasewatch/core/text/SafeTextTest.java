package io.leasewatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.SecretCorpus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u001b", "\u0085", "\u009b", "\u2028", "\u2029"})
    void textIsOneLineWithoutControlCharacters(String control) {
        assertThat(SafeText.shown("one" + control + "two")).isEqualTo("one two");
    }

    @RepeatedTest(50)
    void noSecretOfTheCorpusIsShown(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());

        List<String> shown = SecretCorpus.texts(random).stream()
                .filter(text ->
                        SafeText.shown(text.text()).contains(text.secret().substring(0, 8)))
                .map(text -> text.text() + " is shown as " + SafeText.shown(text.text()))
                .toList();

        assertThat(shown).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Connection to db.example:5432 refused. Check that the hostname and port are correct. | Connection to db.example:5432 refused. Check that the hostname and port are correct.",
                "no such database: shop | no such database: shop",
                "it can't be reached | it can't be reached",
                "near ALTER USER app PASSWORD hunter2 | near ALTER USER app PASSWORD …",
                "near identified by a replace b c | near identified by … replace … c",
                "password authentication failed | password authentication failed",
                "NOAUTH Authentication required. | NOAUTH Authentication required.",
                "jdbc:postgresql://db/x?password=hush | jdbc:postgresql://db/x?password=…",
                "https://ada:hush@db.example/x?y=1 | https://…@db.example/x?y=1",
                "Value too long for 'it''s' here | Value too long for ? here"
            })
    void whatPeopleNeedStays(String text, String shown) {
        assertThat(SafeText.shown(text)).isEqualTo(shown);
    }

    @Test
    void isOneLineThatEndsSomewhere() {
        assertThat(SafeText.shown("a\r\nLSW0000E: b\u0000\u2028c")).isEqualTo("a LSW0000E: b c");
        assertThat(SafeText.shown("x".repeat(100_000))).hasSize(SafeText.LONGEST + 1);
    }

    @Test
    void noTextTakesLong() {
        Random random = new Random(7);
        String[] pieces = {
            "password", "=", "'", "\"", "//", "@", "$$", "$a$", "{", " ", "eyJ", ".", "\\", "basic ", "%2f%2f", "user"
        };
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 300; i++) {
                StringBuilder text = new StringBuilder();
                String one = pieces[random.nextInt(pieces.length)];
                while (text.length() < SafeText.LONGEST) {
                    text.append(i % 2 == 0 ? one : pieces[random.nextInt(pieces.length)]);
                }
                SafeText.shown(text.toString());
            }
        });
    }

    @Test
    void errorIsLoggedWithItsStackAndCausesButNotWithWhatIsSecretInThem() {
        SQLException error = new SQLException("url=//ada:hush@db", new IllegalStateException("password=hush"));

        StringWriter written = new StringWriter();
        SafeError.of(error).printStackTrace(new PrintWriter(written, true));

        assertThat(written.toString())
                .startsWith("java.sql.SQLException: url=//…@db")
                .contains(
                        "Caused by: java.lang.IllegalStateException: password=…",
                        "at io.leasewatch.core.text.SafeTextTest.")
                .doesNotContain("hush");
    }
}
