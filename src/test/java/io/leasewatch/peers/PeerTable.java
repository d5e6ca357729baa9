package io.leasewatch.peers;

import io.leasewatch.docs.DocumentTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The second table in docs/detection.md: a row for each plain program, written by a run of all of them. */
final class PeerTable {

    static final DocumentTable TABLE = new DocumentTable(Path.of("docs/detection.md"), """
            | program | right | Leasewatch | HikariCP | Agroal | Tomcat JDBC | Tomcat JDBC, `ResetAbandonedTimer` |
            |---|---|---|---|---|---|---|
            """);

    private static final Pattern TIME = Pattern.compile(" \\([\\d.]+ s\\)");

    private PeerTable() {}

    static List<String> rows(Map<PlainProgram, List<Verdict>> verdicts, List<Peer> peers) {
        return verdicts.entrySet().stream()
                .map(judged -> row(judged.getKey(), judged.getValue(), peers))
                .toList();
    }

    private static String row(PlainProgram program, List<Verdict> verdicts, List<Peer> peers) {
        return IntStream.range(0, peers.size())
                .mapToObj(i -> verdicts.get(i).shown(peers.get(i).right(program)))
                .collect(Collectors.joining(" | ", "| `" + program + "` | " + program.right + " | ", " |"));
    }

    /** The rows without times, by program. */
    static Map<String, String> told(Collection<String> rows) {
        Map<String, String> told = new TreeMap<>();
        for (String row : rows) {
            List<String> cells = Arrays.stream(TIME.matcher(row).replaceAll("").split("\\|"))
                    .map(String::strip)
                    .toList();
            told.put(cells.get(1), String.join("; ", cells.subList(2, cells.size())));
        }
        return told;
    }
}
