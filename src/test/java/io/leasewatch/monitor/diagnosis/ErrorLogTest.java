package io.leasewatch.monitor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.docs.RecordedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorLogTest {

    private final ManualClock clock = new ManualClock();
    private final ErrorLog errors = new ErrorLog(clock);

    @Test
    void errorsThatDifferInNumbersAndNamesAreOnePattern() {
        Instant first = clock.instant();
        fail("bookshop", "GET /books/{id}", new IllegalStateException("no book 17 of 'Ada'"));
        errors.record();
        clock.advance(Duration.ofSeconds(5));
        fail("bookshop", "POST /orders", new IllegalStateException("no book 18 of 'Charles'"));
        errors.record();

        assertThat(errors.patterns())
                .containsExactly(new ErrorPattern(
                        "bookshop",
                        "java.lang.IllegalStateException",
                        "",
                        "",
                        "no book ? of ?",
                        2,
                        first,
                        clock.instant(),
                        List.of("GET /books/{id}", "POST /orders")));
    }

    @Test
    void errorsOfOtherServicesAndClassesAreOthersAndTheMostFrequentComesFirst() {
        fail("bookshop", "work", new IllegalStateException("no book"));
        fail("orders", "work", new IllegalStateException("no book"));
        fail("bookshop", "work", new IllegalArgumentException("no book"));
        fail("orders", "work", new IllegalStateException("no book"));
        errors.record();

        assertThat(errors.patterns()).hasSize(3).first().satisfies(pattern -> {
            assertThat(pattern.service()).isEqualTo("orders");
            assertThat(pattern.count()).isEqualTo(2);
        });
    }

    @Test
    void whatIsSaidIsWhatTheFirstCauseSays() {
        SQLException cause = new SQLException("Connection to db:5432 refused", "08001");
        fail("bookshop", "work", new IllegalStateException("outer 1", new RuntimeException("between", cause)));
        errors.record();

        assertThat(errors.patterns()).singleElement().satisfies(pattern -> {
            assertThat(pattern.type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(pattern.cause()).isEqualTo("java.sql.SQLException");
            assertThat(pattern.sqlState()).isEqualTo("08001");
            assertThat(pattern.message()).isEqualTo("Connection to ? refused");
            assertThat(pattern).hasToString("java.sql.SQLException (08001): Connection to ? refused");
        });
    }

    @Test
    void whatIsNoSqlStateIsNotShown() {
        fail("bookshop", "work", new SQLException("refused", "user=ada"));
        errors.record();

        assertThat(errors.patterns())
                .singleElement()
                .satisfies(pattern -> assertThat(pattern.sqlState()).isEmpty());
    }

    @Test
    void causesInACircleEnd() {
        Exception one = new IllegalStateException("one");
        one.initCause(new IllegalArgumentException("two", one));

        fail("bookshop", "work", one);
        errors.record();

        assertThat(errors.patterns()).hasSize(1);
    }

    @Test
    void kindThatWasSeenLongestAgoMakesRoomAndIsCountedWithTheOthers() {
        fail("bookshop", "work", new IllegalStateException("the oldest"));
        fail("bookshop", "work", new IllegalStateException("the oldest"));
        errors.record();
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < ErrorLog.MOST_KINDS; i++) {
            fail("service" + i, "work", new IllegalStateException("no book"));
        }
        errors.record();

        assertThat(errors.patterns())
                .hasSize(ErrorLog.MOST_KINDS)
                .noneMatch(pattern -> pattern.message().equals("the oldest"));
        assertThat(errors.others()).isEqualTo(2);
    }

    @Test
    void fewOperationsAreNamedHoweverManyFail() {
        IntStream.range(0, 50).forEach(i -> fail("bookshop", "work" + i, new IllegalStateException("no book")));
        errors.record();

        assertThat(errors.patterns()).singleElement().satisfies(pattern -> {
            assertThat(pattern.count()).isEqualTo(50);
            assertThat(pattern.operations()).containsExactly("work0", "work1", "work2", "work3", "work4");
        });
    }

    @Test
    void whatDoesNotFitIsCountedAndKeepsNobodyWaiting() {
        for (int i = 0; i < ErrorLog.MOST_WAITING + 7; i++) {
            fail("bookshop", "work", new IllegalStateException("no book"));
        }
        errors.record();
        fail("bookshop", "work", new IllegalStateException("no book"));
        errors.record();

        assertThat(errors.missed()).isEqualTo(7);
        assertThat(errors.patterns().get(0).count()).isEqualTo(ErrorLog.MOST_WAITING + 1);
    }

    @Test
    void recordedErrorIsHeardOfAndOneWhoseMessageFailsHurtsNobody() {
        Leases leases = new Leases();
        leases.registry.addListener(errors);

        assertThatCode(() -> leases.registry.recordError(borrower("bookshop", "work"), new Unspeakable()))
                .doesNotThrowAnyException();
        leases.registry.recordError(borrower("bookshop", "work"), new IllegalStateException("no book"));
        errors.record();

        assertThat(errors.patterns()).extracting(ErrorPattern::message).containsExactly("no book");
    }

    @Test
    void workThatFailsIsLoggedOnceAMinutePerKindWithoutWhatMayBeSecret() {
        List<String> lines;
        try (RecordedLog log = RecordedLog.of(ErrorLog.class)) {
            for (int second = 0; second < 120; second++) {
                fail("shop", "GET /api/orders", new IllegalStateException("no order 17 of 'ann'"));
                errors.record();
                clock.advance(Duration.ofSeconds(1));
            }
            lines = log.lines();
        }

        assertThat(lines).hasSizeBetween(2, 3);
        assertThat(lines.get(0))
                .isEqualTo(
                        "WARNING LSW8201W: GET /api/orders of shop failed: java.lang.IllegalStateException: no order ? of ?");
        assertThat(lines.get(1)).contains(" like it since ").doesNotContain("17", "ann");
    }

    @Test
    void manyKindsOfErrorsAreTenLinesAMinute() {
        try (RecordedLog log = RecordedLog.of(ErrorLog.class)) {
            for (int i = 0; i < 100; i++) {
                fail("shop" + i, "GET /", new IllegalStateException("no"));
            }
            errors.record();

            assertThat(log.lines()).hasSize(ErrorLog.MOST_LINES);
        }
    }

    @Test
    void nothingIsKnownAfterAReset() {
        fail("bookshop", "work", new IllegalStateException("no book"));
        errors.record();
        fail("bookshop", "work", new IllegalStateException("no book"));

        errors.reset();
        errors.record();

        assertThat(errors.patterns()).isEmpty();
    }

    private void fail(String service, String operation, Throwable error) {
        errors.failed(borrower(service, operation), error);
    }

    private static Borrower borrower(String service, String operation) {
        return Borrower.of(new Operation(service, operation), "", null);
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }
}
