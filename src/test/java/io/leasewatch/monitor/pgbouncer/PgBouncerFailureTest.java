package io.leasewatch.monitor.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class PgBouncerFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(said("08P01", "password authentication failed"), PgBouncerState.REFUSED),
                Arguments.of(said("28P01", "password authentication failed"), PgBouncerState.REFUSED),
                Arguments.of(said("08P01", "no more connections allowed (max_client_conn)"), PgBouncerState.REFUSED),
                Arguments.of(said("08P01", "pgbouncer is shutting down"), PgBouncerState.DOWN),
                Arguments.of(said("57P01", "terminating connection"), PgBouncerState.DOWN),
                Arguments.of(said("57P03", "the database system is starting up"), PgBouncerState.DOWN),
                Arguments.of(new PSQLException("no password", PSQLState.CONNECTION_REJECTED), PgBouncerState.REFUSED),
                Arguments.of(new NoPgBouncerException("none"), PgBouncerState.REFUSED),
                Arguments.of(
                        new PSQLException("Tentative expirée", PSQLState.CONNECTION_UNABLE_TO_CONNECT),
                        PgBouncerState.HUNG),
                Arguments.of(caused(new SocketTimeoutException("Read timed out")), PgBouncerState.HUNG),
                Arguments.of(caused(new ConnectException("Connection refused")), PgBouncerState.DOWN),
                Arguments.of(caused(new UnknownHostException("db")), PgBouncerState.DOWN),
                Arguments.of(caused(new EOFException()), PgBouncerState.DOWN),
                Arguments.of(new IllegalStateException("odd"), PgBouncerState.DOWN));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureAtOpeningHasItsState(Throwable thrown, PgBouncerState state) {
        assertThat(PgBouncerFailure.atOpening(thrown, "").state()).isEqualTo(state);
    }

    @Test
    void beingThrownOutIsNoRefusal() {
        assertThat(PgBouncerFailure.atPolling(said("08P01", "the console was closed"), "")
                        .state())
                .isEqualTo(PgBouncerState.DOWN);
        assertThat(PgBouncerFailure.atPolling(caused(new SocketTimeoutException("Read timed out")), "")
                        .state())
                .isEqualTo(PgBouncerState.HUNG);
    }

    @Test
    void messageDoesNotShowThePassword() {
        assertThat(PgBouncerFailure.atOpening(new SQLException("failed as open-sesame"), "open-sesame")
                        .message())
                .isEqualTo("failed as …");
        assertThat(PgBouncerFailure.atPolling(new SQLException("failed as open-sesame"), "open-sesame")
                        .message())
                .isEqualTo("failed as …");
    }

    private static PSQLException caused(Exception cause) {
        return new PSQLException("The connection attempt failed.", PSQLState.CONNECTION_UNABLE_TO_CONNECT, cause);
    }

    private static PSQLException said(String state, String message) {
        return new PSQLException(new ServerErrorMessage("SFATAL\0C" + state + "\0M" + message + "\0"));
    }
}
