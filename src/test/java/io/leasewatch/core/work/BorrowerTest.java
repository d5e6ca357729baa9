package io.leasewatch.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BorrowerTest {

    private static final Operation ORDER = new Operation("shop", "order");

    @Test
    void everyBorrowerHasAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            ids.add(Borrower.of(ORDER, "", null).requestId());
        }

        assertThat(ids).hasSize(1_000).doesNotContain("");
        assertThat(Borrower.UNKNOWN.requestId()).isEmpty();
    }

    @Test
    void borrowerThatDoesSomethingMoreExactIsStillTheSameOne() {
        Borrower borrower = Borrower.of(ORDER, "ann", "0af7651916cd43dd8448eb211c80319c");

        Borrower narrower = borrower.doing(new Operation("shop", "pay"));

        assertThat(narrower.operation().name()).isEqualTo("pay");
        assertThat(narrower.requestId()).isEqualTo(borrower.requestId());
        assertThat(narrower.user()).isEqualTo("ann");
        assertThat(narrower.traceId()).isEqualTo(borrower.traceId());
    }

    @Test
    void namedBorrowerKeepsTheNameItWasGiven() {
        Borrower borrower = Borrower.named("job-7", ORDER, "ann");

        assertThat(borrower.requestId()).isEqualTo("job-7");
        assertThat(borrower.doing(new Operation("shop", "pay")).requestId()).isEqualTo("job-7");
    }

    @Test
    void operationIsHeldToTheGeneralThresholdUnlessItSaysOtherwise() {
        Duration hour = Duration.ofHours(1);

        assertThat(ORDER.holdLimitNanos(30)).isEqualTo(30);
        assertThat(new Operation("shop", "report", hour, "").holdLimitNanos(30)).isEqualTo(hour.toNanos());
        assertThat(new Operation("shop", "report", hour, "slow").holdLimitNanos(30))
                .isEqualTo(hour.toNanos());
        assertThat(new Operation("shop", "report", null, "slow").holdLimitNanos(30))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void holdLimitTooLongForNanosecondsMeansForEver() {
        Operation patient = new Operation("shop", "listen", Duration.ofDays(1_000_000), "");

        assertThat(patient.holdLimitNanos(30)).isEqualTo(Long.MAX_VALUE);
    }
}
