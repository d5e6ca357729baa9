package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class AcquisitionTimeoutsTest {

    @Test
    void timeoutIsFoundHoweverItIsWrapped() {
        Throwable timeout = new SQLException("wrapped", new IllegalStateException(new SQLTimeoutException("late")));

        assertThat(AcquisitionTimeouts.isTimeout(timeout)).isTrue();
        assertThat(AcquisitionTimeouts.isTimeout(new SQLTransientConnectionException()))
                .isTrue();
    }

    @Test
    void timeoutThatAPoolOnlySpeaksOfIsOne() {
        assertThat(AcquisitionTimeouts.isTimeout(new SQLException("Sorry, acquisition timeout!")))
                .isTrue();
        assertThat(AcquisitionTimeouts.isTimeout(
                        new SQLException("Acquisition timeout while waiting for new connection")))
                .isTrue();
        assertThat(AcquisitionTimeouts.isTimeout(
                        new SQLException(new NoSuchElementException("Timeout waiting for idle object"))))
                .isTrue();
        assertThat(AcquisitionTimeouts.isTimeout(new IllegalStateException("Sorry, acquisition timeout!")))
                .isFalse();
    }

    @Test
    void otherFailuresAreNoTimeouts() {
        assertThat(AcquisitionTimeouts.isTimeout(new SQLException("refused", "08001")))
                .isFalse();
        assertThat(AcquisitionTimeouts.isTimeout(new IllegalStateException("closed")))
                .isFalse();
    }

    @Test
    void connectionThatFailedItsTestInCommonsPoolIsNoTimeout() {
        Throwable untested = new SQLException(new NoSuchElementException("Unable to validate object"));

        assertThat(AcquisitionTimeouts.isTimeout(untested)).isFalse();
        assertThat(AcquisitionTimeouts.isTimeout(new NoSuchElementException())).isFalse();
    }

    @Test
    void causesThatGoRoundInACircleComeToAnEnd() {
        SQLException one = new SQLException("one");
        one.initCause(new SQLException("two", one));

        assertThat(AcquisitionTimeouts.isTimeout(one)).isFalse();
    }
}
