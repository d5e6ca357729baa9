package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcquisitionTimeoutMessageTest {

    @Test
    void whoWaitsForHikariInVainIsToldWhoHoldsIt() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(WatchedDatabase.h2DataSource());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource hikari = new HikariDataSource(config)) {
            WatchedDatabase pooled = new WatchedDatabase(hikari);
            try (Connection held = pooled.connect()) {
                Throwable thrown = catchThrowable(pooled::connect);

                assertThat(held.isValid(1)).isTrue();
                assertThat(thrown)
                        .isExactlyInstanceOf(SQLTransientConnectionException.class)
                        .hasMessageStartingWith("HikariPool")
                        .hasMessageContaining("(main: 1 in use; held by ")
                        .hasMessageContaining(" × 1, oldest ")
                        .hasMessageEndingWith(", waiting for another connection of this pool)")
                        .hasCauseExactlyInstanceOf(SQLTransientConnectionException.class);
            }
        }
    }

    static Stream<SQLException> timeouts() {
        return Stream.of(
                new SQLTransientConnectionException("none free", "08001", 17),
                new SQLTimeoutException("none free", "HYT00", 18),
                new SQLException("Acquisition timeout while waiting", "08001", 19),
                new OfAServer("none free", "08001", 20));
    }

    @ParameterizedTest
    @MethodSource("timeouts")
    void exceptionIsOfTheClassItWasWithItsStateAndItsCode(SQLException timeout) {
        SQLException thrown = thrownInPlaceOf(timeout);

        assertThat((Throwable) thrown)
                .isNotSameAs(timeout)
                .isExactlyInstanceOf(timeout.getClass())
                .hasCause(timeout)
                .hasMessage(timeout.getMessage() + " (main: 0 in use)");
        assertThat(thrown.getSQLState()).isEqualTo(timeout.getSQLState());
        assertThat(thrown.getErrorCode()).isEqualTo(timeout.getErrorCode());
    }

    @Test
    void exceptionOfAClassThatCannotBeMadeAnewPassesAndNamesTheHoldersBesideItself() {
        SQLException timeout = new OfAnotherKind();

        SQLException thrown = thrownInPlaceOf(timeout);

        assertThat((Throwable) thrown).isSameAs(timeout);
        assertThat(thrown.getSuppressed()).singleElement().asString().contains("main: 0 in use");
    }

    private static SQLException thrownInPlaceOf(SQLException timeout) {
        WatchedDatabase exhausted =
                new WatchedDatabase(new FakeDriver().failing(timeout).as(DataSource.class));
        return (SQLException) catchThrowable(exhausted::connect);
    }

    /** As servers derive them. */
    public static final class OfAServer extends SQLTransientConnectionException {

        private static final long serialVersionUID = 1;

        public OfAServer(String reason, String state, int code) {
            super(reason, state, code);
        }
    }

    /** Nobody knows how to make another one of these. */
    private static final class OfAnotherKind extends SQLTransientConnectionException {

        private static final long serialVersionUID = 1;
    }
}
