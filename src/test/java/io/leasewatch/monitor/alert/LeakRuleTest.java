package io.leasewatch.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.monitor.identity.KnownLeak;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.spi.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeakRuleTest {

    private static final String APP = "jdbc/app";

    private final Leases leases = new Leases();
    private final LeakLedger ledger = new LeakLedger(100);
    private Optional<KnownLeak> known = Optional.empty();
    private final Set<String> critical = new HashSet<>();
    private final LeakRule rule = new LeakRule(ledger, leases.ticker, critical::contains, leak -> known);
    private final Borrower ada = Borrower.of(new Operation("bookshop", "GET /api/books"), "ada", null);

    @Test
    void withoutOpenLeaksThereIsNothingToSay() {
        leases.take(APP);
        Lease returned = leak(leases.take(APP));
        leases.giveBack(returned);

        assertThat(findings()).isEmpty();
    }

    @Test
    void messageSaysHowManyOfWhichPoolAreTakenWhereAndByWhom() {
        Lease lease = leak(leases.take(APP, ada));

        assertThat(findings())
                .extracting(Finding::message)
                .containsExactly("1 connection of jdbc/app leaked: 1 taken at " + lease.site()
                        + " by GET /api/books of bookshop.");
        assertThat(lease.site().toString()).startsWith("LeakRuleTest.java:");
    }

    @Test
    void messageSaysThatALeakIsNewInARelease() {
        Lease lease = leak(leases.take(APP));
        known = Optional.of(new KnownLeak("a", Instant.EPOCH, Instant.EPOCH, 1, List.of("1.3"), "new"));

        assertThat(findings())
                .extracting(Finding::message)
                .containsExactly(
                        "1 connection of jdbc/app leaked: 1 taken at " + lease.site() + " (new in release 1.3).");
    }

    @Test
    void suspicionsAreNotCountedAsLeaks() {
        Lease suspected = suspect(leases.take(APP));
        assertThat(findings())
                .extracting(Finding::message)
                .containsExactly("1 connection of jdbc/app may have leaked: 1 taken at " + suspected.site() + ".");

        Lease certain = leak(leases.take(APP));

        assertThat(findings())
                .extracting(Finding::message)
                .containsExactly("1 connection of jdbc/app leaked: 1 taken at " + certain.site()
                        + ". 1 more may have leaked: 1 taken at " + suspected.site() + ".");
    }

    @Test
    void leakOfNobodyKnownNamesOnlyItsSite() {
        Lease lease = leak(leases.take(APP));

        assertThat(findings())
                .extracting(Finding::message)
                .containsExactly("1 connection of jdbc/app leaked: 1 taken at " + lease.site() + ".");
    }

    @Test
    void leakOfTrackedWorkIsNotCalledAConnection() {
        leak(leases.declare(ada));

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.pool()).isEmpty();
            assertThat(finding.message()).startsWith("1 tracked operation leaked: 1 taken at ");
        });
    }

    @Test
    void threeWorstSitesAreNamedTheWorstFirstAndTheOthersCounted() {
        leak(leases.take(APP));
        Lease twice = leakTimes(2);
        Lease thrice = leakTimesElsewhere(3);
        leak(leases.take(APP));
        Lease newest = leak(leases.take(APP));

        assertThat(findings())
                .extracting(Finding::message)
                .containsExactly("8 connections of jdbc/app leaked: 3 taken at " + thrice.site() + "; 2 taken at "
                        + twice.site() + "; 1 taken at " + newest.site() + "; and at 2 other places.");
    }

    @Test
    void severityIsThatOfThePoolsJudgement() {
        leak(leases.take(APP));
        leak(leases.take("jdbc/reports"));
        critical.add("jdbc/reports");

        assertThat(findings())
                .extracting(finding -> finding.pool() + " " + finding.count() + " " + finding.severity())
                .containsExactly("jdbc/app 1 WARNING", "jdbc/reports 1 CRITICAL");
    }

    @Test
    void serviceIsNamedWhenThereIsOneOnly() {
        leak(leases.take(APP, ada));
        leak(leases.take(APP, ada));
        assertThat(findings()).extracting(Finding::service).containsExactly("bookshop");

        leak(leases.take(APP, Borrower.of(new Operation("warehouse", "stocktaking"), "", null)));

        assertThat(findings()).extracting(Finding::service).containsExactly("");
    }

    @Test
    void leasesAreNamedWithTheirAgeOfNow() {
        Lease lease = leak(leases.take(APP, ada));
        leases.ticker.advance(Duration.ofSeconds(45));

        assertThat(findings())
                .singleElement()
                .extracting(Finding::connections)
                .isEqualTo(List.of(new Alert.Connection(
                        lease.id(),
                        "GET /api/books",
                        Duration.ofSeconds(45),
                        "ada",
                        lease.site().toString())));
    }

    @Test
    void noMoreThanTwentyLeasesAreNamedTheNewestFirst() {
        Lease newest = leakTimes(25);

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.count()).isEqualTo(25);
            assertThat(finding.connections()).hasSize(20);
            assertThat(finding.connections().get(0).id()).isEqualTo(newest.id());
        });
    }

    private List<Finding> findings() {
        return rule.evaluate(Set.of());
    }

    private Lease leakTimes(int times) {
        Lease last;
        do {
            last = leak(leases.take(APP));
        } while (--times > 0);
        return last;
    }

    private Lease leakTimesElsewhere(int times) {
        Lease last;
        do {
            last = leak(leases.take(APP));
        } while (--times > 0);
        return last;
    }

    private Lease leak(Lease lease) {
        ledger.leaked(new Leak.ThreadEnded(lease, new ManualClock().instant()));
        return lease;
    }

    private Lease suspect(Lease lease) {
        ledger.leaked(
                new Leak.Overdue(lease, new ManualClock().instant(), Duration.ofSeconds(31), Duration.ofSeconds(30)));
        return lease;
    }
}
