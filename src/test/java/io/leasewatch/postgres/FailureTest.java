package io.leasewatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

    @ParameterizedTest
    @CsvSource({
        "53300, REFUSED, has no connection left",
        "57P03, REFUSED, is starting up or stopping",
        "28P01, REFUSED, does not accept the user or the password",
        "3D000, REFUSED, has no database of that name",
        "42501, REFUSED, does not let this user look",
        "57P01, DOWN, ended the connection",
        "08001, DOWN, cannot be reached",
        "XX000, DOWN, could not be asked (SQLState XX000)",
    })
    void codeOfTheDatabaseDecidesAndItsWordsAreNotRepeated(String code, PostgresState state, String why) {
        Failure failure = Failure.of(new SQLException("FATAL: role ada of db.example.com", code));

        assertThat(failure).isEqualTo(new Failure(state, why, code.equals("53300")));
    }

    @Test
    void answerThatDoesNotComeInTimeMakesItSlowWhateverTheDriverCallsThat() {
        SQLException late = new SQLException("An I/O error", "08006", new SocketTimeoutException("Read timed out"));

        assertThat(Failure.of(late).state()).isEqualTo(PostgresState.SLOW);
    }

    @Test
    void failureThatIsNoDatabasesIsSaidToBeOne() {
        assertThat(Failure.of(new IllegalStateException("inside")))
                .isEqualTo(new Failure(PostgresState.DOWN, "could not be asked", false));
    }
}
