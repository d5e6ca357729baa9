package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private static final Borrower BORROWER = Borrower.of(new Operation("shop", "GET /orders"), "", null);

    private final RequestLog log = new RequestLog(new ManualTicker());

    @Test
    void requestsAreCountedWhileTheyGoOnAndAfterwards() {
        log.began();
        log.began();
        log.ended(request(200, Duration.ofMillis(3)));

        assertThat(log.statistics()).isEqualTo(new RequestStatistics(2, 1, 0, 0));
    }

    @Test
    void requestHasFailedWhenTheServerSaysSoOrNobodyAnswers() {
        end(request(500, Duration.ZERO));
        end(request(404, Duration.ZERO));
        end(new EndedRequest(Borrower.UNKNOWN, 200, Duration.ZERO, true));

        assertThat(log.statistics().failed()).isEqualTo(2);
    }

    @Test
    void requestIsSlowWhenItTakesLongerThanFiveSecondsAndNotBefore() {
        EndedRequest slow = request(200, Duration.ofSeconds(5).plusNanos(1));

        end(request(200, Duration.ofSeconds(5)));
        end(slow);

        assertThat(log.slowRequests()).containsExactly(slow);
        assertThat(log.statistics().slow()).isOne();
    }

    @Test
    void requestThatWaitedForAnEventIsNotSlow() {
        end(new EndedRequest(BORROWER, 200, Duration.ofMinutes(1), Duration.ofMillis(3), false));

        assertThat(log.slowRequests()).isEmpty();
        assertThat(log.statistics().slow()).isZero();
    }

    @Test
    void thresholdAppliesFromTheMomentItIsSet() {
        log.apply(new RequestSettings(Duration.ofMillis(10), false));

        end(request(200, Duration.ofMillis(11)));

        assertThat(log.slowRequests()).hasSize(1);
    }

    @Test
    void lastHundredSlowRequestsAreKeptTheNewestFirst() {
        for (int seconds = 1; seconds <= 150; seconds++) {
            end(request(200, Duration.ofMinutes(1).plusSeconds(seconds)));
        }

        assertThat(log.slowRequests()).hasSize(100);
        assertThat(log.slowRequests().get(0).duration()).isEqualTo(Duration.ofSeconds(210));
        assertThat(log.slowRequests().get(99).duration()).isEqualTo(Duration.ofSeconds(111));
        assertThat(log.statistics().slow()).isEqualTo(150);
    }

    @Test
    void thresholdOfNothingIsRefusedByItsNameAndTheRule() {
        assertThatThrownBy(() -> new RequestSettings(Duration.ZERO, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slowThreshold must be longer than zero, was PT0S");
    }

    private void end(EndedRequest request) {
        log.began();
        log.ended(request);
    }

    private static EndedRequest request(int status, Duration duration) {
        return new EndedRequest(BORROWER, status, duration, false);
    }
}
