package io.leasewatch.monitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/configuration.md} says of the settings is what the code does. */
class ConfigurationDocTest {

    private static final Path DOCUMENT = Path.of("docs", "configuration.md");
    private static final Pattern KEY = Pattern.compile("leasewatch\\.[a-z]+(?:\\.[a-z-]+)*");

    @Test
    void everySettingHasItsRowAndEveryRowItsSetting() throws IOException {
        List<String> rows =
                lines().filter(line -> line.startsWith("| `leasewatch.")).toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Keys.ALL.stream().map(ConfigurationDocTest::row).toList());
    }

    @Test
    void keysInTheTextExist() throws IOException {
        List<String> named = lines().filter(line -> !line.startsWith("| `leasewatch."))
                .flatMap(line -> KEY.matcher(line).results())
                .map(MatchResult::group)
                .toList();

        assertThat(named)
                .isNotEmpty()
                .isSubsetOf(Keys.ALL.stream().map(Key::name).toList());
    }

    @Test
    void everySettingIsInTheListOfAll() {
        List<String> declared = Stream.of(Keys.class.getDeclaredFields())
                .filter(field -> field.getType() == Key.class)
                .map(field -> {
                    try {
                        return ((Key<?>) field.get(null)).name();
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        assertThat(declared)
                .containsExactlyInAnyOrderElementsOf(
                        Keys.ALL.stream().map(Key::name).toList());
    }

    private static String row(Key<?> key) {
        return "| `" + key.name() + "` | " + byDefault(key) + " | " + key.rule().words() + " | " + key.meaning() + " |";
    }

    private static String byDefault(Key<?> key) {
        return key.byDefault().isEmpty() ? "nothing" : "`" + key.byDefault().replace(",", ", ") + "`";
    }

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(DOCUMENT).stream();
    }
}
