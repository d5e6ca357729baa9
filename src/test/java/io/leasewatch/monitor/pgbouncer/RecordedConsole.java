package io.leasewatch.monitor.pgbouncer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers what it was told to answer, says no to everything else, and can be cut off. */
final class RecordedConsole implements Console {

    private final Map<String, List<ConsoleRow>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private volatile boolean open = true;

    /** An answer as a terminal shows it: labels, and rows below them, with bars between; what is empty is null. */
    RecordedConsole answer(String what, String labels, String... rows) {
        String[] names = cells(labels);
        answers.put(
                what,
                Arrays.stream(rows)
                        .map(RecordedConsole::cells)
                        .map(cells -> {
                            Map<String, String> row = new HashMap<>();
                            for (int i = 0; i < names.length; i++) {
                                if (!cells[i].isEmpty()) {
                                    row.put(names[i], cells[i]);
                                }
                            }
                            return new ConsoleRow(row);
                        })
                        .toList());
        return this;
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public List<ConsoleRow> show(String what) throws SQLException {
        if (!open) {
            throw new SQLException("cut off", "08006");
        }
        asked.add(what);
        List<ConsoleRow> rows = answers.get(what);
        if (rows == null) {
            throw new SQLException("ERROR: invalid command 'SHOW " + what + "', use SHOW HELP;", "08P01");
        }
        return rows;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void abort() {
        open = false;
    }
}
