package io.leasewatch.monitor.incident;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.monitor.incident.Incident.Hurt;
import io.leasewatch.monitor.incident.Incident.Step;
import io.leasewatch.monitor.judgement.Judge;
import io.leasewatch.monitor.judgement.JudgedPools;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static final String APP = "jdbc/app";

    private final JudgedPools judged = new JudgedPools();
    private final Leases leases = judged.leases;
    private final ManualClock clock = judged.clock;
    private final LeakLedger ledger = judged.ledger;
    private final PoolWatch pools = judged.pools;
    private final Judge judge = judged.judge;
    private final HurtOperations hurt = new HurtOperations();
    private final Incidents incidents = new Incidents(judge, ledger, pools, hurt, clock);
    private final List<Incident> told = new ArrayList<>();

    @Test
    void leakToExhaustionIsOneIncidentThatTellsTheStory() {
        incidents.setListener(told::add);
        Lease first = leak();
        second(1);
        Lease second = leak();
        second(4);
        incidents.note(APP, "Reclaiming lease 1: reclaimed.");
        end(first);
        end(second);
        for (int i = 0; i < 11; i++) {
            second(0);
        }

        Incident incident = incidents.all().get(0);
        assertThat(incidents.all()).hasSize(1);
        assertThat(incident.open()).isFalse();
        assertThat(incident.state()).isEqualTo("critical");
        assertThat(incident.cause()).isEqualTo("leak");
        assertThat(incident.sentence()).contains("2 of 4 connections were taken at ");
        assertThat(incident.lines()).extracting(Incident.Line::leaks).containsExactly(2);
        assertThat(incident.peakInUse()).isEqualTo(4);
        assertThat(incident.maxCount()).isEqualTo(4);
        assertThat(incident.ending()).isEqualTo("No problem was found any more.");
        assertThat(incident.timeline())
                .extracting(Step::what)
                .satisfiesExactly(
                        what -> assertThat(what).startsWith("Opened: jdbc/app is leaking"),
                        what -> assertThat(what).startsWith("Became critical: "),
                        what -> assertThat(what).isEqualTo("Reclaiming lease 1: reclaimed."),
                        what -> assertThat(what).isEqualTo("Ended: No problem was found any more."));
        assertThat(told.get(0).open()).isTrue();
        assertThat(told.get(told.size() - 1)).isEqualTo(incident);
        assertThat(told).hasSizeLessThan(8);
    }

    @Test
    void problemThatReturnsWithinTenSecondsIsTheSameIncident() {
        second(4);
        second(0);
        second(0);
        second(4);
        assertThat(incidents.all()).extracting(Incident::open).containsExactly(true);

        for (int i = 0; i < 11; i++) {
            second(0);
        }
        second(4);

        assertThat(incidents.all()).extracting(Incident::open).containsExactly(true, false);
        assertThat(incidents.all()).extracting(Incident::id).doesNotHaveDuplicates();
    }

    @Test
    void whoWaitedOrGotNoneIsHurt() {
        second(4);
        inRequest("GET /orders", () -> {
            leases.registry.pool(APP, "");
            hurt.waited(leases.registry.pool(APP, ""), Duration.ofMillis(250).toNanos());
            hurt.waited(leases.registry.pool(APP, ""), Duration.ofMillis(99).toNanos());
            hurt.waited(leases.registry.pool(APP, ""), Duration.ofMillis(500).toNanos());
            hurt.timedOut(leases.registry.pool(APP, ""), Site.UNKNOWN);
        });
        second(4);

        assertThat(incidents.all().get(0).hurt()).containsExactly(new Hurt("shop", "GET /orders", 1, 1, 0.75));
    }

    @Test
    void whoWasHurtBeforeIsNotOfTheIncident() {
        inRequest("GET /orders", () -> hurt.timedOut(leases.registry.pool(APP, ""), Site.UNKNOWN));

        second(4);

        assertThat(incidents.all().get(0).hurt()).isEmpty();
    }

    @Test
    void incidentNeitherEndsNorGoesOnWhileTheMonitorDoesNotKnow() {
        second(4);
        judged.unknown = "The monitor is late.";
        for (int i = 0; i < 60; i++) {
            second(0);
        }

        assertThat(incidents.all()).extracting(Incident::open).containsExactly(true);
    }

    @Test
    void stopOfTheServerEndsWhatIsOpen() {
        second(4);

        incidents.close();

        assertThat(incidents.all()).extracting(Incident::ending).containsExactly("The server was stopped.");
    }

    @Test
    void incidentIsFoundByItsId() {
        second(4);
        String id = incidents.all().get(0).id();

        assertThat(incidents.incident(id)).isPresent();
        assertThat(incidents.incident("x-1")).isEmpty();
    }

    @Test
    void whoeverWaitedUntilItWasOverIsCounted() {
        second(4);
        second(0);
        inRequest(
                "GET /orders",
                () -> hurt.waited(
                        leases.registry.pool(APP, ""), Duration.ofSeconds(2).toNanos()));

        second(0);

        assertThat(incidents.all().get(0).hurt()).containsExactly(new Hurt("shop", "GET /orders", 1, 0, 2));
    }

    private void second(int inUse) {
        judged.judge(reading(APP, inUse, 4));
        incidents.update();
        clock.advance(Duration.ofSeconds(1));
        leases.ticker.advance(Duration.ofSeconds(1));
    }

    private Lease leak() {
        Lease lease = leases.take(APP);
        ledger.leaked(new Leak.ThreadEnded(lease, clock.instant()));
        return lease;
    }

    private void end(Lease lease) {
        leases.giveBack(lease);
    }

    private static void inRequest(String operation, Runnable work) {
        Scope before =
                ThreadContext.current().enter(new Scope(Borrower.of(new Operation("shop", operation), "ada", null)));
        try {
            work.run();
        } finally {
            ThreadContext.current().enter(before);
        }
    }
}
