package io.leasewatch.it;

import io.leasewatch.docs.DocumentTable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table in docs/detection.md: a row for each program, written by a run of the corpus. */
final class DetectionTable {

    static final DocumentTable TABLE = new DocumentTable(Path.of("docs/detection.md"), """
            | program | line | right | with the agent | after | wrapper alone | after |
            |---|---|---|---|---|---|---|
            """);

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

    /** The rows without line numbers and times, by program. */
    static Map<String, String> told(Collection<String> rows) {
        Map<String, String> told = new TreeMap<>();
        for (String row : rows) {
            String[] cells = row.split("\\|");
            told.put(cells[1].strip(), String.join("; ", cells[3].strip(), cells[4].strip(), cells[6].strip()));
        }
        return told;
    }
}
