package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.core.work.UnitOfWork;
import io.leasewatch.docs.RecordedLog;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LeakLogTest {

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final LeakLog log = new LeakLog(clock, LogStack.APPLICATION);
    private final Borrower ada = Borrower.named("r-17", new Operation("bookshop", "GET /api/books/{id}"), "ada");

    @Test
    void suspicionIsLoggedWithLineFirstThenPoolBorrowerThreadAndWhatToDo() {
        Lease lease = leases.take("jdbc/app", ada);

        assertThat(logged(log -> log.leaked(overdue(lease))))
                .containsExactly("WARNING LSW3001W: " + lease.site()
                        + " (suspicionIsLoggedWithLineFirstThenPoolBorrowerThreadAndWhatToDo) may leak a connection of"
                        + " jdbc/app: held for more than 30 s. Taken by GET /api/books/{id} of bookshop, request r-17,"
                        + " thread " + Thread.currentThread().getName()
                        + " (lease 1, overdue). If it is needed that long, allow that line more time; otherwise close"
                        + " it earlier.");
    }

    @Test
    void certainLeakSaysSo() {
        Lease lease = leases.take("jdbc/app", ada);

        assertThat(logged(log -> log.leaked(outlived(lease))))
                .singleElement()
                .asString()
                .startsWith("WARNING LSW3001W: " + lease.site()
                        + " (certainLeakSaysSo) leaked a connection of jdbc/app: left open when the request was over.")
                .endsWith("(lease 1, outlived_request). Close it there, best with try-with-resources.");
    }

    @Test
    void leakSaysWhatIsDoneWithIt() {
        Lease lease = leases.take("jdbc/app", ada);
        Object held = new Object();
        leases.registry.hold(lease, held);
        String idle = logged(log -> log.leaked(overdue(lease))).get(0);
        leases.registry.executions().autoCommits(lease, false);
        leases.registry.executions().started(lease, "select 1");
        String executing = logged(log -> log.leaked(overdue(lease))).get(0);
        leases.registry.executions().ended(lease, null);
        String inTransaction = logged(log -> log.leaked(overdue(lease))).get(0);
        leases.registry.markLeaked(lease);
        leases.giveBack(lease);
        log.reset();

        assertThat(idle).contains("(lease 1, overdue, idle).");
        assertThat(executing).contains("(lease 1, overdue, executing).");
        assertThat(inTransaction).contains("(lease 1, overdue, idle in transaction).");
        assertThat(logged(log -> log.leaked(overdue(lease))).get(0))
                .contains("(lease 1, overdue, idle in transaction).");
        Reference.reachabilityFence(held);
    }

    @Test
    void leakOfNobodyKnownAtNoLineKnownSaysSo() {
        leases.registry.apply(new LeaseSettings(true, CaptureMode.OFF, 10, PackageRules.NONE));
        Lease lease = leases.take("jdbc/app");

        assertThat(logged(log -> log.leaked(overdue(lease))))
                .singleElement()
                .asString()
                .contains("An unknown line may leak", "Taken by work outside any request, thread");
    }

    @Test
    void leakOfTrackedWorkHasNoPool() {
        Lease work = leases.declare(ada);

        assertThat(logged(log -> log.leaked(overdue(work))))
                .singleElement()
                .asString()
                .contains(" may leak tracked work: held for more than 30 s.");
    }

    @Test
    void endOfALeakIsLoggedWithHowLongItWasHeld() {
        Lease lease = leases.take("jdbc/app", ada);
        Leak leak = outlived(lease);
        logged(log -> log.leaked(leak));
        leases.ticker.advance(Duration.ofMillis(61_500));
        leases.giveBack(lease);
        leases.ticker.advance(Duration.ofSeconds(9));

        assertThat(logged(log -> log.ended(leak, Ending.RETURNED_LATE)))
                .containsExactly("INFO LSW3002I: " + lease.site()
                        + " (endOfALeakIsLoggedWithHowLongItWasHeld) leaked a connection of jdbc/app, which was"
                        + " returned late after 1 min 2 s (lease 1).");
    }

    @Test
    void thousandLeaksOfALineAreAFewLinesThatCountThemAll() {
        List<Leak> leaks = leakAtOneLine(1000);

        List<String> lines = logged(log -> {
            leaks.forEach(log::leaked);
            everySecond(log, Duration.ofSeconds(30));
            leaks.subList(0, 600).forEach(leak -> log.ended(leak, Ending.RECLAIMED));
            everySecond(log, Duration.ofMinutes(5));
        });

        String site = leaks.get(0).lease().site() + " (leakAtOneLine)";
        assertThat(lines)
                .hasSize(8)
                .filteredOn(line -> line.contains("LSW3001W"))
                .hasSize(RepeatedLeaks.SINGLY);
        assertThat(lines).filteredOn(line -> line.contains("LSW3002I")).hasSize(RepeatedLeaks.SINGLY);
        assertThat(lines)
                .contains(
                        "WARNING LSW3005W: " + site + " leaked 997 more connections of jdbc/app in 10 s: 1000 in 10 s,"
                                + " 1000 still open. Close it there, best with try-with-resources.",
                        "INFO LSW3006I: " + site
                                + " had leaked 597 more connections of jdbc/app, which ended in 1 min. 400 are still open.");
    }

    @Test
    void lineThatLeaksForADayIsLoggedOnceAnHour() {
        Leak leak = leakAtOneLine(1).get(0);

        List<String> lines = logged(log -> {
            for (int second = 0; second < 86_400; second++) {
                log.leaked(leak);
                clock.advance(Duration.ofSeconds(1));
                log.summarize();
            }
        });

        assertThat(lines).hasSizeBetween(24, 30);
    }

    @Test
    void lineThatWasQuietForTenMinutesIsLoggedSinglyAgain() {
        Leak leak = leakAtOneLine(1).get(0);
        logged(log -> {
            for (int i = 0; i < 5; i++) {
                log.leaked(leak);
            }
            everySecond(log, Duration.ofMinutes(11));
        });

        assertThat(logged(log -> log.leaked(leak))).singleElement().asString().contains("LSW3001W");
    }

    @Test
    void openLeaksOfALineThatWasQuietAreCountedOn() {
        List<Leak> leaks = leakAtOneLine(100);

        List<String> lines = logged(log -> {
            leaks.forEach(log::leaked);
            everySecond(log, Duration.ofHours(1));
            leaks.subList(50, 100).forEach(leak -> log.ended(leak, Ending.RETURNED_LATE));
            everySecond(log, Duration.ofHours(1));
        });

        assertThat(lines).last().asString().contains("LSW3006I", "had leaked 50 more", "50 are still open.");
    }

    @Test
    void endOfASuspicionIsNotCalledTheEndOfALeak() {
        Leak suspicion = overdue(leases.take("jdbc/app"));

        assertThat(logged(log -> {
                    log.leaked(suspicion);
                    log.ended(suspicion, Ending.MEANT);
                }))
                .last()
                .asString()
                .contains("was suspected to leak a connection of jdbc/app, which was declared as intended (lease 1)");
    }

    @Test
    void certainLeaksAreLoggedAlthoughTheLineWasOnlySuspectedOften() {
        Lease lease = leases.take("jdbc/app", ada);
        logged(log -> {
            for (int i = 0; i < 10; i++) {
                log.leaked(overdue(lease));
            }
        });

        assertThat(logged(log -> log.leaked(outlived(lease)))).hasSize(1);
    }

    @Test
    void whatWasNotSummarizedIsLoggedAtTheEnd() {
        List<Leak> leaks = leakAtOneLine(5);

        assertThat(logged(log -> {
                    leaks.forEach(log::leaked);
                    log.close();
                }))
                .hasSize(4)
                .last()
                .asString()
                .contains("LSW3005W", "leaked 2 more connections");
    }

    @Test
    void linesWithoutEndAreBoundedAndTheLineThatMakesRoomIsSummarized() {
        List<Leak> leaks = leakAtOneLine(5);

        List<String> lines = logged(log -> {
            leaks.forEach(log::leaked);
            for (int i = 0; i < LeakLog.MOST_LINES; i++) {
                log.leaked(outlived(leases.take("jdbc/" + i)));
            }
        });

        assertThat(lines).filteredOn(line -> line.contains("LSW3005W")).hasSize(1);
    }

    @Test
    void stackOfTheSecondLeaseOfALineThatLeakedIsLoggedOnceWithTheFramesOfTheApplication() {
        try (RecordedLog recorded = RecordedLog.of(LeakLog.class)) {
            List<Leak> leaks = leakAtOneLine(1);
            leases.registry.markLeaked(leaks.get(0).lease());
            log.leaked(leaks.get(0));
            List<Leak> more = leakAtOneLine(2);
            more.forEach(log::leaked);

            assertThat(recorded.errors()).singleElement().satisfies(stack -> {
                assertThat(stack).hasToString(AcquisitionStack.class.getName() + ": lease 2 was taken here");
                assertThat(stack.getStackTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .contains("leakAtOneLine")
                        .doesNotContain("invoke", "invoke0");
            });
        }
    }

    @Test
    void stackIsLoggedAsConfigured() {
        leases.registry.apply(new LeaseSettings(true, CaptureMode.FULL, 10, PackageRules.NONE));
        Leak certain = outlived(leases.take("jdbc/app"));
        Leak suspicion = overdue(certain.lease());

        assertThat(AcquisitionStack.of(certain, LogStack.NEVER)).isNull();
        assertThat(AcquisitionStack.of(suspicion, LogStack.APPLICATION)).isNull();
        assertThat(frames(suspicion, LogStack.ALL)).hasSizeGreaterThan(frames(certain, LogStack.APPLICATION).length);
    }

    private static StackTraceElement[] frames(Leak leak, LogStack wanted) {
        return Objects.requireNonNull(AcquisitionStack.of(leak, wanted)).getStackTrace();
    }

    private List<Leak> leakAtOneLine(int number) {
        List<Leak> leaks = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            leaks.add(outlived(leases.take("jdbc/app", ada)));
        }
        return leaks;
    }

    private void everySecond(LeakLog log, Duration time) {
        for (int second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            log.summarize();
        }
    }

    private List<String> logged(Consumer<LeakLog> event) {
        try (RecordedLog recorded = RecordedLog.of(LeakLog.class)) {
            event.accept(log);
            return recorded.lines();
        }
    }

    private static Leak overdue(Lease lease) {
        return new Leak.Overdue(lease, new ManualClock().instant(), Duration.ofSeconds(31), Duration.ofSeconds(30));
    }

    private static Leak outlived(Lease lease) {
        return new Leak.Outlived(lease, new ManualClock().instant(), UnitOfWork.REQUEST);
    }
}
