package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that make a sentence a riddle, and plurals in brackets, stay out of the sources and the documentation. */
class LanguageTest {

    private static final List<Path> ROOTS = List.of(
            Path.of("src/main"),
            Path.of("docs"),
            Path.of("README.md"),
            Path.of("CONTRIBUTING.md"),
            Path.of("CHANGELOG.md"));

    private static final Pattern BANNED = Pattern.compile(
            "\\b(whoever|nobody|somebody|anybody|in vain|of so many|the house|floor plan)\\b|\\b(connection|thread|leak|lease|acquisition|pool|statement|request|alert|server|second)\\(s\\)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TEXT = Pattern.compile(".*\\.(java|js|css|html|md|xml|properties|sql|options|env)");

    @Test
    void sourcesAndDocumentationAreInPlainEnglish() throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        for (Path file : texts()) {
            files++;
            found.addAll(banned(file, Files.readString(file)));
        }

        assertThat(files).isGreaterThan(500);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Whoever waits for such a pool is told who has it.",
                "It asks\nin vain.",
                "3 connection(s)",
                "No class of the house has one."
            })
    void aRiddleIsFound(String text) {
        assertThat(banned(Path.of("a.md"), text)).hasSize(1);
    }

    private static List<String> banned(Path file, String text) {
        Matcher matcher = BANNED.matcher(text);
        return matcher.results().map(found -> file + ": " + found.group()).toList();
    }

    private static List<Path> texts() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path root : ROOTS) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> TEXT.matcher(file.toString()).matches())
                        .filter(file -> !file.toString().contains("vendor"))
                        .forEach(all::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return all;
    }
}
