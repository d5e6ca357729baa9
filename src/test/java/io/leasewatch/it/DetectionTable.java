package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table in docs/detection.md: a row for each program, written by a run of the corpus. */
final class DetectionTable {

    static final Path DOCUMENT = Path.of("docs/detection.md");

    private static final String HEAD = """
            | program | line | right | with the agent | after | wrapper alone | after |
            |---|---|---|---|---|---|---|
            """;

    private DetectionTable() {}

    static List<String> rows(CorpusRun agent, CorpusRun wrapper) {
        return agent.findings().keySet().stream()
                .map(program -> row(program, agent.of(program), wrapper.of(program)))
                .toList();
    }

    private static String row(Program program, Finding agent, Finding wrapper) {
        return "| `%s` | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        program.path(),
                        program.site(),
                        program.right(),
                        shown(program, agent),
                        agent.seconds(),
                        shown(program, wrapper),
                        wrapper.seconds())
                .replace("|  |", "| |");
    }

    /** What is as it should be needs no second look. */
    private static String shown(Program program, Finding finding) {
        return finding.words().equals(program.right()) ? "✓" : finding.words();
    }

    /** The document's rows without line numbers and times, by program. */
    static Map<String, String> told(Collection<String> lines) {
        Map<String, String> told = new TreeMap<>();
        for (String line : lines) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|");
                told.put(cells[1].strip(), String.join("; ", cells[3].strip(), cells[4].strip(), cells[6].strip()));
            }
        }
        return told;
    }

    static List<String> document() {
        try {
            return Files.readAllLines(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, List<String> rows) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, HEAD + String.join("\n", rows) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts these rows in the place of the document's. */
    static void rewrite(List<String> rows) {
        String text = String.join("\n", document()) + "\n";
        int begin = text.indexOf(HEAD);
        int end = text.indexOf("\n\n", begin);
        if (begin < 0 || end < 0) {
            throw new IllegalStateException(DOCUMENT + " must have a table that begins with:\n" + HEAD);
        }
        try {
            Files.writeString(
                    DOCUMENT, text.substring(0, begin) + HEAD + String.join("\n", rows) + text.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
