package io.leasewatch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shell command that a page shows: in a block of {@code sh}, behind a {@code $} in a block without a language, or in a sentence.
 *
 * @param page the page, below the project's folder
 * @param line where it begins, from 1
 * @param text the command, after what the page exports before it; may have several lines
 * @param answer what the page says that it prints; no lines where the page does not say
 */
public record Command(Path page, int line, String text, List<String> answer) {

    public Command {
        answer = List.copyOf(answer);
    }

    /** Those of all pages, in the order of the pages' names. */
    public static List<Command> all() {
        return pages().stream().flatMap(page -> of(page).stream()).toList();
    }

    /** The README, how to contribute, and the guide. */
    public static List<Path> pages() {
        try (Stream<Path> guide = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                            guide.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a page, from top to bottom. */
    public static List<Command> of(Path page) {
        try {
            return new CommandReader(page).read(Files.readAllLines(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return page + ":" + line + " " + text;
    }
}
