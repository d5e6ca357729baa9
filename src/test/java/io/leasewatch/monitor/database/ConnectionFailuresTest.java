package io.leasewatch.monitor.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;

class ConnectionFailuresTest {

    private static final String SECRET = "jdbc:postgresql://db.internal/shop?user=joe&password=hunter2";

    @Test
    void nothingThatADriverSaysIsPassedOn() {
        SQLException said = new SQLException(SECRET, "08001", new UnknownHostException("db.internal"));

        assertThat(ConnectionFailures.describe(said))
                .isEqualTo("its host name does not resolve (SQLState 08001, java.net.UnknownHostException)");
    }

    @Test
    void sqlStateThatIsNoneIsNotPassedOnEither() {
        assertThat(ConnectionFailures.describe(new SQLException(SECRET, "hunter2")))
                .isEqualTo("the database cannot be reached (java.sql.SQLException)");
    }

    @Test
    void whatIsKnownToBeWrongIsSaidInWords() {
        assertThat(ConnectionFailures.describe(new SQLException(SECRET, "28P01")))
                .startsWith("it does not accept the user");
        assertThat(ConnectionFailures.describe(new SQLException(SECRET, "3D000")))
                .startsWith("the database does not exist");
        assertThat(ConnectionFailures.describe(new SQLException(SECRET, "53300")))
                .startsWith("it has too many connections");
        assertThat(ConnectionFailures.describe(new SQLException(SECRET, "57P03")))
                .startsWith("it is starting up");
        assertThat(ConnectionFailures.describe(new SQLException(new ConnectException(SECRET))))
                .startsWith("its host refuses connections");
        assertThat(ConnectionFailures.describe(new SQLException(new SocketTimeoutException(SECRET))))
                .startsWith("it did not answer in time");
        assertThat(ConnectionFailures.describe(new NameNotFoundException(SECRET)))
                .startsWith("no data source has that JNDI name");
    }

    @Test
    void poolThatHasNoConnectionIsFull() {
        // Like HikariCP's; the server's own class is tested where the server is.
        assertThat(ConnectionFailures.of(new SQLTransientConnectionException("request timed out after 5000ms")))
                .isInstanceOf(PingResult.Full.class);
    }

    @Test
    void poolThatCannotOpenAConnectionIsNotFull() {
        SQLException timedOut = new SQLTransientConnectionException(
                "request timed out after 5000ms", "08001", new SQLException(SECRET, "08001"));

        assertThat(ConnectionFailures.of(timedOut)).isInstanceOf(PingResult.Failed.class);
        assertThat(ConnectionFailures.isConnectionFailure(timedOut)).isTrue();
    }

    @Test
    void applicationsOwnMistakesAreNoConnectionFailures() {
        assertThat(ConnectionFailures.isConnectionFailure(new SQLException("syntax", "42601")))
                .isFalse();
        assertThat(ConnectionFailures.isConnectionFailure(new SQLException("locked", "55P03")))
                .isFalse();
        assertThat(ConnectionFailures.isConnectionFailure(new SQLException("lost", "08006")))
                .isTrue();
    }

    @Test
    void chainOfCausesThatBitesItsTailHasAnEnd() {
        SQLException one = new SQLException("one", "08006");
        one.initCause(new SQLException("two", one));

        assertThat(ConnectionFailures.describe(one)).startsWith("the connection to it was lost");
    }
}
