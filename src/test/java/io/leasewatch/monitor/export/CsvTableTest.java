package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void rowIsWhatRfc4180SaysItIs() throws IOException {
        CsvTable table = new CsvTable(out, List.of("a", "b", "c", "d"));
        table.row("say \"hi\", twice", 7, null, Instant.parse("2026-01-01T00:00:00Z"));
        table.flush();

        assertThat(text()).isEqualTo("a,b,c,d\r\n\"say \"\"hi\"\", twice\",7,,2026-01-01T00:00:00Z\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"})
    void textThatASpreadsheetWouldCalculateIsMadeAText(String formula) throws IOException {
        CsvTable table = new CsvTable(out, List.of("a"));
        table.row(formula);
        table.flush();

        assertThat(text().replace("\"", "")).isEqualTo("a\r\n'" + formula + "\r\n");
    }

    @Test
    void numbersStayNumbersWhateverTheirSignAndSize() throws IOException {
        CsvTable table = new CsvTable(out, List.of("a", "b", "c", "d", "e"));
        table.row(-5, -0.25, 1e-7, 12345678901.5, Double.NaN);
        table.flush();

        assertThat(text()).isEqualTo("a,b,c,d,e\r\n-5,-0.25,0.0000001,12345678901.5,\r\n");
    }

    @Test
    void rowOfAnotherLengthThanTheHeaderIsRefused() {
        CsvTable table = new CsvTable(out, List.of("a", "b"));

        assertThatThrownBy(() -> table.row(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row must have 2 cells, had 1");
    }

    @Test
    void anotherParserReadsWhatWasWritten(@TempDir Path folder) throws IOException, SQLException {
        CsvTable table = new CsvTable(out, List.of("name", "number"));
        for (String name : Samples.NASTY_NAMES) {
            table.row(name, -1.5);
        }
        table.flush();
        Path file = Files.write(folder.resolve("table.csv"), out.toByteArray());

        List<String> names = new ArrayList<>();
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                Statement query = h2.createStatement();
                ResultSet rows = query.executeQuery(
                        "select * from csvread('" + file + "', null, 'charset=UTF-8 preserveWhitespace=true')")) {
            while (rows.next()) {
                names.add(rows.getString("NAME"));
                assertThat(rows.getDouble("NUMBER")).isEqualTo(-1.5);
            }
        }

        assertThat(names)
                .containsExactlyElementsOf(
                        Samples.NASTY_NAMES.stream().map(CsvTable::guarded).toList());
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
