package io.leasewatch.monitor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "no book has the number 17 | no book has the number ?",
                "Book 17 and book 18 are sold out. | Book ? and book ? are sold out.",
                "Timeout after 30000ms of waiting for a connection (total=10, active=10) | Timeout after ? of waiting for a connection ?",
                "password authentication failed for user \"ada\" | password ? failed for user ?",
                "duplicate key value violates unique constraint \"book_isbn_key\" | duplicate key ? violates unique constraint ?",
                "Access denied for user 'root'@'10.0.0.7' (using password: YES) | Access denied for user ?",
                "Connection to db.example.com:5432 refused. | Connection to ? refused.",
                "ORA-01017: invalid username/password; logon denied | ? invalid ? logon denied",
                "it doesn't work | it doesn't work",
                "The customer Lovelace was not found | The customer ? was not found",
                "no Connection for Lovelace | no Connection for ?",
                "User ada not found | User ? not found",
                "the password is hunter | the password is ?",
                "token: abcdefg was rejected | token: ? was rejected",
                "Invalid value [a, [b], c] for x | Invalid value ?",
                "Value too long for column \"TITLE\": 'it''s' | Value too long for column ?",
                "unclosed 'literal goes on | unclosed ?",
                "sent to ada@example.com | sent to ?",
                "no file /home/ada/secret here | no file ? here",
                "Überlauf der Spalte | Überlauf der ?"
            })
    void onlyPlainWordsStay(String message, String shown) {
        assertThat(ErrorTemplate.shown(message)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "could not connect: jdbc:postgresql://db.internal/shop?user=ada&password=lovelace",
                "cannot reach https://ada:lovelace@db.internal/",
                "failed with key lovelace",
                "Bearer lovelace expired",
                "failed for «lovelace»",
                "no such row: {name=lovelace}",
                "credentials for the user lovelace are wrong",
                "select * from book where author = 'lovelace'",
                "first line\nselect lovelace from book",
                "secret=lovelace",
                "connection from lovelace refused"
            })
    void namesAndSecretsDoNot(String message) {
        assertThat(ErrorTemplate.shown(message)).doesNotContain("lovelace", "internal");
    }

    @Test
    void messageThatIsMissingOrEmptyIsEmpty() {
        assertThat(ErrorTemplate.shown(null)).isEmpty();
        assertThat(ErrorTemplate.shown("")).isEmpty();
        assertThat(ErrorTemplate.shown(" \n ")).isEmpty();
    }

    @Test
    void longMessageIsCutOff() {
        String shown = ErrorTemplate.shown("word ".repeat(5_000));

        assertThat(shown)
                .hasSize(ErrorTemplate.LONGEST_SHOWN + 1)
                .startsWith("word word ")
                .endsWith("…");
    }

    @Test
    void whatIsNoWordAtAllIsOneQuestionMark() {
        assertThat(ErrorTemplate.shown("17 18 #x1 a=b")).isEqualTo("?");
        assertThat(ErrorTemplate.shown("x".repeat(400))).isEqualTo("?");
    }
}
