package io.leasewatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "where id in (1, 2, 3) and a = 1          | where id in (?) and a = ?",
                "where id in (?,?,?) or id IN ('a')       | where id in (?) or id IN (?)",
                "where id in ( 17 )                       | where id in (?)",
                "where id in (1, lower('a'), 2)           | where id in (?, lower(?), ?)",
                "where id in (select a from b where c=1)  | where id in (select a from b where c=?)",
                "where (a, b) in ((1, 2), (3, 4))         | where (a, b) in ((?, ?), (?, ?))",
                "select 1.5e-7, 2E+3, 0x1e-1, .5          | select ?, ?, ?-?, .?",
                "where a = E'it\\'s secret' and b = e'\\\\' | where a = ? and b = ?",
                "select /* a /* secret */ b */ c          | select c",
                "select /* a /* b */ 'secret' */ c        | select ?…",
                "select a #> 'secret'                     | select a ?…",
                "select 5--3 'secret'                     | select ??…",
                "select a # secret                        | select a",
                "select a$b, $tag_1$ it's $$ $tag_1$      | select a$b, ?",
                "select [O'Brien], 'secret'               | select ?…",
                "select a[1], array['a','b']              | select a[?], array[?,?]",
                "select \"a\\\" secret \" from t          | select ?…",
                "where a = nq'{it's secret}'              | where a = ?…",
                "select ?::int, a.b, :name                | select ?::int, a.b, :name",
            })
    void statementIsShownWithoutWhatMayBeSecret(String sql, String shown) {
        assertThat(SqlText.shown(sql)).isEqualTo(shown);
    }

    @Test
    void statementIsShownInOneLine() {
        assertThat(SqlText.shown("select a,\n\t b\n from t ")).isEqualTo("select a, b from t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create user ann identified by s3cret",
                "CREATE USER ann IDENTIFIED BY \"s3cret\" default tablespace t",
                "alter user ann identified by s3cret replace s3cret",
                "alter user ann identified by values s3cret",
                "create user ann identified with plugin by s3cret",
                "grant dba to ann identified by s3cret",
                "create database link l connect to ann identified by s3cret using x",
                "select 1; alter user ann password s3cret",
                "ALTER ROLE ann WITH ENCRYPTED PASSWORD s3cret valid until x",
                "create login ann with password = s3cret",
                "set password = s3cret",
                "set password for ann = s3cret",
                "SET ENCRYPTION PASSWORD s3cret",
                "alter user ann set password s3cret",
                "connect to db user ann using s3cret",
                "exec sp_password old, s3cret",
                "{call sp_addlogin(ann, s3cret)}",
                "/* a */ set role r identified by s3cret",
                "explain alter user ann identified by s3cret",
                "execute sp_password old, s3cret",
                "sp_password old, s3cret",
                "exec master..sp_setapprole app, s3cret",
                "MODIFY USER ann AS PASSWORD = s3cret",
                "validate user ann password s3cret",
            })
    void passwordWithoutQuotesIsNotShown(String sql) {
        assertThat(SqlText.shown(sql)).doesNotContain("s3cret").contains("?…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select password from account where name = ?",
                "update account set password = ? where name = ?",
                "insert into account (name, password) values (?, ?)",
                "create table account (name varchar, password varchar)",
                "create view v as select password, pwd from account",
                "alter table account add password varchar",
                "select identified from t order by name",
                "call change_name(?)",
                "connect to db",
            })
    void columnThatIsNamedAsASecretIsShown(String sql) {
        assertThat(SqlText.shown(sql)).isEqualTo(sql);
    }

    @Test
    void statementHasNoCharacterThatControlsATerminal() {
        assertThat(SqlText.shown("select a\u001b[2J, b\u0007 from\u202e t"))
                .isEqualTo("select a\\u001b[?, b\\u0007 from\\u202e t");
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

    /** Every way to write a literal, by the database that takes it for one. */
    private static final List<UnaryOperator<String>> QUOTES = List.of(
            text -> "'" + text.replace("'", "''") + "'",
            text -> "N'" + text.replace("'", "''") + "'",
            text -> "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'",
            text -> "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'",
            text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'",
            text -> "_utf8'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'",
            text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"",
            text -> "$body$" + text.replace("$", "") + "$body$",
            text -> "$$" + text.replace("$", "") + "$$",
            text -> "q'[" + text.replace("]", "") + "]'",
            text -> "/* " + text.replace("*/", "").replace("/*", "") + " */ 1",
            text -> "-- " + text.replace("\n", "").replace("\r", "") + "\n 1");

    private static final List<String> CORPUS = List.of(
            "zanzibar",
            "it's zanzibar",
            "zanzibar\\",
            "\\' or zanzibar = '",
            "a 'zanzibar' b",
            "say \"zanzibar\"",
            "zanzibar -- zanzibar",
            "/* zanzibar",
            "*/ zanzibar",
            "# zanzibar",
            "zanzibar\nzanzibar",
            "$$ zanzibar $$",
            "]' zanzibar",
            "zanzibar, 'zanzibar', \"zanzibar\"",
            ") zanzibar (",
            "'' zanzibar ''",
            "\\\\' zanzibar",
            "zanzibar\r zanzibar",
            "`zanzibar`",
            "[zanzibar's]");

    private static final List<String> PLACES = List.of(
            "select * from t where a = %s and b = %s",
            "insert into t (a, b) values (%s, %s)",
            "select * from t where a in (%s, %s) order by 1",
            "update t set a = %s where b like %s",
            "select coalesce(%s, %s) /* why */ from \"T\"",
            "call p(%s,%s) -- done");

    @RepeatedTest(200)
    void noLiteralOfAnyDatabaseIsShown(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (UnaryOperator<String> quote : QUOTES) {
            String one = CORPUS.get(random.nextInt(CORPUS.size()));
            String other = CORPUS.get(random.nextInt(CORPUS.size()));
            String sql = PLACES.get(random.nextInt(PLACES.size())).formatted(quote.apply(one), quote.apply(other));

            assertThat(SqlText.shown(sql)).as(sql).doesNotContain("zanzi");
        }
    }

    @RepeatedTest(200)
    void whateverItIsTheScannerComesToAnEnd(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String letters = "'\"`$[]()/*-#\\ \n\r,?.eEqQnN01ab…";
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            sql.append(letters.charAt(random.nextInt(letters.length())));
        }

        String shown = SqlText.shown(sql.toString());

        assertThat(shown).hasSizeLessThan(SqlText.LONGEST + 10).doesNotContain("\n", "'");
    }

    @Test
    void hugeNamesAndListsAreBounded() {
        String list = "select a from t where id in (" + "17, ".repeat(50_000) + "18) and b = 1";

        assertThat(SqlText.shown(list)).isEqualTo("select a from t where id in (?) and b = ?");
        assertThat(SqlText.shown("select `" + "a".repeat(100_000) + "`")).hasSizeLessThan(SqlText.LONGEST + 10);
        assertThat(SqlText.shown("select " + "a".repeat(100_000))).hasSizeLessThan(SqlText.LONGEST + 10);
    }
}
