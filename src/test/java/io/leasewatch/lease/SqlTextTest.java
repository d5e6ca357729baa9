package io.leasewatch.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select * from book where id = ?          | select * from book where id = ?",
                "select 1                                 | select ?",
                "select a1, b_2 from t3 where c = -12.5e3 | select a1, b_2 from t3 where c = -?",
                "where name = 'O''Hara' and x = 'y'       | where name = ? and x = ?",
                "where name = E'a' or b = x'00ff'         | where name = ? or b = ?",
                "where c = 0xFF                           | where c = ?",
                "select a -- it's secret                  | select a",
                "select /* user 'x' */ a                  | select a",
                "select $$it's$$, $body$ $$ $body$, $1    | select ?, ?, $1",
                "update \"Book\" set \"Title\" = \"secret\" | update \"Book\" set \"Title\" = ?",
                "select `name` from `book`                | select `name` from `book`",
                "select \"b\".\"id\" from \"s\".\"b\"     | select \"b\".\"id\" from \"s\".\"b\"",
                "where a = 'it\\'s' and b = 'secret'      | where a = ?…",
                "where a = q'[secret]'                    | where a = ?…",
                "where a = 'never closed                  | where a = ?…",
                "select ?::int, a.b, :name                | select ?::int, a.b, :name",
            })
    void statementIsShownWithoutWhatMayBeSecret(String sql, String shown) {
        assertThat(SqlText.shown(sql)).isEqualTo(shown);
    }

    @Test
    void statementIsShownInOneLine() {
        assertThat(SqlText.shown("select a,\n\t b\n from t ")).isEqualTo("select a, b from t");
    }

    @Test
    void longStatementIsCut() {
        String shown = SqlText.shown("select a " + ", a".repeat(10_000));

        assertThat(shown).hasSizeLessThan(SqlText.LONGEST + 10).endsWith("…");
    }

    @RepeatedTest(300)
    void noLiteralIsEverShown(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> pieces = List.of(
                " select ",
                " a ",
                " = ",
                "'s3cret'",
                "'s3cr''et s3cret'",
                "\"s3cret\" ",
                " /* s3cret */ ",
                "-- s3cret\n",
                " 's3cret\\'s3cret' ",
                "(",
                ")",
                ", ",
                " $$s3cret's$$ ",
                " e's3cret'",
                " between ");
        StringBuilder sql = new StringBuilder("where ");
        for (int i = 0; i < 30; i++) {
            sql.append(pieces.get(random.nextInt(pieces.size())));
        }

        assertThat(SqlText.shown(sql.toString())).doesNotContain("s3c");
    }
}
