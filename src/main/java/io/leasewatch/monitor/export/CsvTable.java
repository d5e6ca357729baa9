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
 * A table in CSV as RFC 4180 has it, in UTF-8, with a header. What nobody can tell is empty.
 *
 * <p>A text that a spreadsheet would take for a formula has an apostrophe put before it, as names of pools and services may come from
 * anybody. Numbers stay what they are, negative ones too.
 */
final class CsvTable implements Flushable {

    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final CsvWriter writer;
    private final int width;

    /** Begins with {@code header}; every row is as long. */
    CsvTable(OutputStream out, List<String> header) {
        writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
        width = header.size();
        writer.writeRecord(header);
    }

    /** Adds a row of texts, numbers, moments and nulls. */
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
            // Without an exponent, which not everybody reads.
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
