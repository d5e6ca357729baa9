package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.site.Site;
import io.leasewatch.docs.RecordedLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UncommittedClosesTest {

    private static final Site CLOSE = new Site("io.example.Orders", "add", "Orders.java", 47);

    private final Leases leases = new Leases();
    private final UncommittedCloses closes = new UncommittedCloses(leases.ticker);

    @Test
    void lineThatClosesAndLineThatTookTheConnectionAreLogged() {
        Lease lease = leases.take("jdbc/app");

        closes.uncommitted(lease, CLOSE);

        assertThat(logged())
                .containsExactly(
                        "WARNING LSW3301W: Orders.java:47 (add) closed a connection of jdbc/app without commit or"
                                + " rollback, with auto-commit off. Taken at " + lease.site()
                                + " (lineThatClosesAndLineThatTookTheConnectionAreLogged). The server rolls back, unless the same"
                                + " unit of work commits with another handle. Call commit or rollback before the close.");
        assertThat(logged()).isEmpty();
    }

    @Test
    void destroyedConnectionsAreCounted() {
        Lease lease = leases.take("jdbc/app");
        for (int i = 0; i < 3; i++) {
            closes.uncommitted(lease, CLOSE);
            closes.destroyed(lease);
        }

        assertThat(logged())
                .singleElement()
                .asString()
                .contains("closed 3 connections of jdbc/app", "The server rolled back, and destroyed 3 connections.");
    }

    @Test
    void linesAreKeptWithAllThatHappenedSinceTheFirst() {
        Lease lease = leases.take("jdbc/app");
        for (int i = 0; i < 3; i++) {
            closes.uncommitted(lease, CLOSE);
            closes.log();
        }

        assertThat(closes.lines()).containsExactly(new UncommittedLine("jdbc/app", lease.site(), CLOSE, 3, 0));
        closes.reset();
        assertThat(closes.lines()).isEmpty();
    }

    @Test
    void lineThatGoesOnIsLoggedAtGrowingIntervalsWithAllThatHappened() {
        Lease lease = leases.take("jdbc/app");
        try (RecordedLog log = RecordedLog.of(UncommittedCloses.class)) {
            for (int i = 0; i < 3600; i++) {
                closes.uncommitted(lease, CLOSE);
                closes.log();
                leases.ticker.advance(Duration.ofSeconds(1));
            }

            assertThat(log.lines()).hasSize(8);
            assertThat(log.lines().get(1)).contains("closed 10 connections");
            assertThat(log.lines().get(2)).contains("closed 60 connections");
        }
    }

    @Test
    void queueAndLinesAreBounded() {
        for (int i = 0; i < 2 * UncommittedCloses.MOST_WAITING; i++) {
            closes.uncommitted(leases.take("jdbc/" + i), CLOSE);
        }

        assertThat(logged()).hasSize(UncommittedCloses.MOST_LINES);
    }

    private List<String> logged() {
        try (RecordedLog log = RecordedLog.of(UncommittedCloses.class)) {
            closes.log();
            return log.lines();
        }
    }
}
