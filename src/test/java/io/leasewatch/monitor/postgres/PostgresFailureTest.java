package io.leasewatch.monitor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresFailureTest {

    @ParameterizedTest
    @CsvSource({
        "53300, REFUSED, has no connection left",
        "57P03, REFUSED, is starting up or stopping",
        "28P01, REFUSED, does not accept the user or the password",
        "3D000, REFUSED, has no database of that name",
        "42501, REFUSED, does not grant this user the required rights",
        "57P01, DOWN, ended the connection",
        "08001, DOWN, cannot be reached",
        "XX000, DOWN, could not be queried (SQLState XX000)",
    })
    void codeOfTheDatabaseDecidesAndItsWordsAreNotRepeated(String code, PostgresState state, String why) {
        PostgresFailure failure = PostgresFailure.of(new SQLException("FATAL: role ada of db.example.com", code));

        assertThat(failure).isEqualTo(new PostgresFailure(state, why, code.equals("53300")));
    }

    @Test
    void answerThatDoesNotComeInTimeMakesItSlowWhateverTheDriverCallsThat() {
        SQLException late = new SQLException("An I/O error", "08006", new SocketTimeoutException("Read timed out"));

        assertThat(PostgresFailure.of(late).state()).isEqualTo(PostgresState.SLOW);
    }

    @Test
    void failureThatIsNoDatabasesIsSaidToBeOne() {
        assertThat(PostgresFailure.of(new IllegalStateException("inside")))
                .isEqualTo(new PostgresFailure(PostgresState.DOWN, "could not be queried", false));
    }
}
