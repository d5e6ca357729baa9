package io.leasewatch.cli;

import java.util.ArrayList;
import java.util.List;

/** Lays out text in columns of the width that their content needs. Not thread-safe. */
final class Table {

    private static final String GAP = "  ";

    private final String sides;
    private final List<String[]> rows = new ArrayList<>();

    /** @param sides the alignment of each column: {@code r} for right, {@code l} for left */
    Table(String sides, String... header) {
        this.sides = sides;
        rows.add(header);
    }

    Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    List<String> lines() {
        int[] widths = new int[sides.length()];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - row[i].length());
            line.append(sides.charAt(i) == 'r' ? blanks + row[i] : row[i] + blanks)
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
