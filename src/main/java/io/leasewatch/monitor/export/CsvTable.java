package io.leasewatch.monitor.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180) in UTF-8 with a header. Unknown values are empty.
 *
 * <p>A text that a spreadsheet would interpret as a formula gets an apostrophe in front, because the names of pools and services are not
 * trustworthy. Numbers are written unchanged, negative ones too.
 */
final class CsvTable implements Flushable {

    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final CsvWriter writer;
    private final int width;

    /** Writes the header. Every row must have the same number of cells. */
    CsvTable(OutputStream out, List<String> header) {
        writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
        width = header.size();
        writer.writeRecord(header);
    }

    /** Writes a row. Cells are strings, numbers, booleans, instants or {@code null}. */
    void row(@Nullable Object... cells) {
        if (cells.length != width) {
            throw new IllegalArgumentException("a row must have " + width + " cells, had " + cells.length);
        }
        List<String> texts = new ArrayList<>(width);
        for (Object cell : cells) {
            texts.add(text(cell));
        }
        writer.writeRecord(texts);
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Double number) {
            // Without an exponent, which not every program can parse.
            return Double.isFinite(number) ? plain(number) : "";
        }
        return cell instanceof Number || cell instanceof Instant || cell instanceof Boolean
                ? cell.toString()
                : guarded(cell.toString());
    }

    private static String plain(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.toPlainString();
    }

    static String guarded(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }
}
