package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.ConnectionOwner;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Applications;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeantLinesTest {

    private static final Duration THRESHOLD = Duration.ofSeconds(30);
    private static final MeantLine HERE = MeantLine.parse("MeantLinesTest.take=polls");

    private final Leases leases = new Leases();
    private final RecordingLeakListener heard = new RecordingLeakListener();
    private final LeakLedger ledger = new LeakLedger(10);
    private final LeakDetector detector = new LeakDetector(
            leases.registry,
            new ManualClock(),
            new LeakSettings(THRESHOLD, false, Duration.ofSeconds(10), 10),
            List.of(heard, ledger));

    private Lease take() {
        return leases.take("jdbc/app");
    }

    private Lease take(Borrower borrower) {
        return leases.take("jdbc/app", borrower);
    }

    private Lease overdue() {
        Lease lease = take();
        leases.ticker.advance(THRESHOLD.plusNanos(1));
        return lease;
    }

    private Lease outlived() {
        Scope request = new Scope(Borrower.UNKNOWN);
        Scope before = ThreadContext.current().enter(request);
        Lease lease = take();
        ThreadContext.current().enter(before);
        leases.registry.ownership().ended(request);
        leases.ticker.advance(Duration.ofSeconds(6));
        return lease;
    }

    private Lease ofAThreadThatEnded() throws InterruptedException {
        Lease[] taken = new Lease[1];
        Thread thread = new Thread(() -> taken[0] = take());
        thread.start();
        thread.join();
        detector.check();
        return taken[0];
    }

    static Stream<Kind> kinds() {
        return Stream.of(MeantLinesTest::overdue, MeantLinesTest::outlived, MeantLinesTest::ofAThreadThatEnded);
    }

    interface Kind {
        Lease take(MeantLinesTest test) throws Exception;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void leaseThatIsMeantIsNoLeakOfAnyKind(Kind kind) throws Exception {
        detector.apply(meant(HERE));

        Lease lease = kind.take(this);
        detector.sweep();

        assertThat(heard.leaked).isEmpty();
        assertThat(lease.hasLeaked()).isFalse();
        assertThat(detector.meant().of(lease)).isEqualTo(HERE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void leakThatAnAdminDeclaresAsMeantIsWithdrawnAndFoundAgainAfterThat(Kind kind) throws Exception {
        Lease lease = kind.take(this);
        detector.sweep();
        assertThat(ledger.open()).hasSize(1);

        detector.meant().declare(new MeantLine("MeantLinesTest.take", "", "ada"));
        detector.check();
        assertThat(heard.endings).containsExactly(Ending.MEANT);
        assertThat(ledger.all()).isEmpty();
        assertThat(lease.hasLeaked()).isFalse();

        detector.meant().withdraw("MeantLinesTest.take");
        detector.sweep();
        assertThat(ledger.open()).extracting(Leak::lease).containsExactly(lease);
    }

    @Test
    void operationWithAReasonAndALimitIsOverdueAfterItsLimit() {
        Operation operation = new Operation("bookshop", "import", Duration.ofMinutes(2), "imports");
        Lease lease = leases.take("jdbc/app", Borrower.of(operation, "", null));
        leases.ticker.advance(Duration.ofMinutes(3));

        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::lease).containsExactly(lease);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prüfe", "holds a connection", "with:colon"})
    void methodOfAnyNameMayHaveAReasonAndStopsNoOtherJudgement(String method) {
        Site meant = new Site("io.example.Poller", method, "Poller.kt", 41, ConnectionOwner.WORK, false, "polls");
        Lease intended = Objects.requireNonNull(leases.registry.declare(Borrower.UNKNOWN, meant));
        Lease other = take();
        leases.ticker.advance(THRESHOLD.plusNanos(1));

        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::lease).containsExactly(other);
        assertThat(intended.hasLeaked()).isFalse();
    }

    @Test
    void lineStandsForItsMethodWhenLinesMove() {
        MeantLines lines = new MeantLines(List.of(MeantLine.parse("Poller.java:41=polls")));

        assertThat(lines.of(at("io.example.Poller", "run", "Poller.java", 44))).isNull();
        assertThat(lines.of(at("io.example.Poller", "run", "Poller.java", 41))).isNotNull();
        assertThat(lines.of(at("io.example.Poller", "run", "Poller.java", 44))).isNotNull();
        assertThat(lines.of(at("io.example.Poller", "stop", "Poller.java", 44))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Poller.run", "example.Poller.run", "io.example.Poller.run", "Poller.lambda$run$7"})
    void methodFitsWithAndWithoutItsPackageAndForItsLambdas(String line) {
        MeantLine meant = MeantLine.parse(line);

        assertThat(meant.fits(new Site("io.example.Poller", "run", "Poller.java", 41)))
                .isTrue();
        assertThat(meant.fits(new Site("io.example.Poller", "lambda$run$0", "Poller.java", 42)))
                .isTrue();
        assertThat(meant.fits(new Site("io.example.Poller", "run$lambda$1", "Poller.kt", 42)))
                .isTrue();
        assertThat(meant.fits(new Site("io.example.OtherPoller", "run", "OtherPoller.java", 41)))
                .isFalse();
        assertThat(meant.fits(new Site("io.example.Poller", "runs", "Poller.java", 41)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "run", "Poller.java:", "*", "Poller run", "Poller.run()", "=polls", "Poller.java:99999999999"
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> MeantLine.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** By annotation, by setting, and by a threshold that is never reached. */
    static Stream<LeakSettings> declarations() {
        return Stream.of(
                new LeakSettings(THRESHOLD, false, Duration.ofSeconds(10), 10),
                meant(HERE),
                new LeakSettings(
                        THRESHOLD,
                        false,
                        Duration.ofSeconds(10),
                        10,
                        LogStack.NEVER,
                        Duration.ofDays(1),
                        List.of(LeakOverride.parse("service:polls=never")),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void declarationsEndWithTheirApplicationWhichHasTimeToReturnItsConnections(LeakSettings declared) {
        detector.apply(declared);
        Applications applications = leases.registry.ownership().applications();
        applications.uses("shop", "polls");
        Lease old = take(polls(declared));
        leases.ticker.advance(Duration.ofHours(1));
        applications.ended("shop", leases.ticker.nanos());
        leases.ticker.advance(THRESHOLD);
        detector.sweep();
        assertThat(heard.leaked).isEmpty();

        applications.uses("shop", "polls");
        Lease ofTheNext = take(polls(declared));
        leases.ticker.advance(Duration.ofHours(1));
        detector.sweep();
        detector.sweep();

        assertThat(heard.leaked).extracting(Leak::lease).containsExactly(old);
        assertThat(heard.leaked.get(0).evidence()).isEqualTo("held for more than 30 s");
        assertThat(ofTheNext.hasLeaked()).isFalse();
    }

    @Test
    void serviceOfTwoApplicationsEndsWithTheLast() {
        Applications applications = leases.registry.ownership().applications();
        applications.uses("shop", "polls");
        applications.uses("shop-2", "polls");

        applications.ended("shop", 1);
        assertThat(applications.endedAtNanos("polls")).isNull();

        applications.ended("shop-2", 2);
        assertThat(applications.endedAtNanos("polls")).isEqualTo(2);
    }

    private static Borrower polls(LeakSettings declared) {
        boolean byAnnotation =
                declared.meant().isEmpty() && declared.overrides().isEmpty();
        return Borrower.of(new Operation("polls", "run", null, byAnnotation ? "polls" : ""), "", null);
    }

    private Lease at(String type, String method, String file, int line) {
        return Objects.requireNonNull(leases.registry.declare(Borrower.UNKNOWN, new Site(type, method, file, line)));
    }

    private static LeakSettings meant(MeantLine line) {
        return new LeakSettings(
                THRESHOLD,
                false,
                Duration.ofSeconds(10),
                10,
                LogStack.NEVER,
                Duration.ofDays(1),
                List.of(),
                List.of(line));
    }
}
