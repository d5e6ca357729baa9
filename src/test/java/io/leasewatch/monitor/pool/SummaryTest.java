package io.leasewatch.monitor.pool;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.SummaryPart;
import io.leasewatch.spi.SummaryPart.Subject;
import io.leasewatch.spi.WatchedBy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private final Leases leases = new Leases();
    private final FakePoolSource server = new FakePoolSource();
    private final PoolWatch pools = new PoolWatch(
            leases.registry, List.of(server), List.of(), new ManualClock(), leases.ticker, PoolSettings.DEFAULT);

    @Test
    void everythingIsSaidInOneLineInItsOrder() {
        read(
                reading("jdbc/a", 3, 30, 0),
                reading("jdbc/b", 4, 10, 2),
                kind(PoolKind.PGBOUNCER, "pgbouncer/app", 5),
                kind(PoolKind.REDIS, "redis", 7));
        Summary summary = summary(
                part(Subject.OTHER, "all is said"),
                part(Subject.DATABASE, "database 3 ms"),
                part(Subject.HEALTH, "healthy"));

        try (RecordedLog log = RecordedLog.of(Summary.class)) {
            summary.log();

            assertThat(log.lines())
                    .containsExactly(
                            "INFO LSW2005I: healthy; database 3 ms; pools: 2, 7 of 40 in use, 6 idle, 13 in total, 2 waiting, fullest"
                                    + " jdbc/b at 40%; PgBouncer pools: 1, 5 in use, 0 idle, 5 in total, 0 waiting; Redis: 1, 7 in use, 0 idle, 7 in total, 0 waiting;"
                                    + " all is said");
        }
    }

    @Test
    void poolsOfEachKindAreNamedAfterTheirKind() {
        read(
                kind(PoolKind.RESOURCE_ADAPTER, "eis/a", 1),
                kind(PoolKind.JMS, "jms/a", 2),
                kind(PoolKind.JDBC, "jdbc/a", 3),
                kind(PoolKind.POSTGRESQL, "postgresql", 4));

        assertThat(summary().text())
                .isEqualTo("pools: 1, 3 in use, 0 idle, 3 in total, 0 waiting;"
                        + " JMS pools: 1, 2 in use, 0 idle, 2 in total, 0 waiting;"
                        + " pools of other resource adapters: 1, 1 in use, 0 idle, 1 in total, 0 waiting;"
                        + " PostgreSQL: 1, 4 in use, 0 idle, 4 in total, 0 waiting");
    }

    @Test
    void whoHasNothingToSayIsPassedOver() {
        Summary summary = summary(part(Subject.DATABASE, " "), part(Subject.HEALTH, "healthy"));

        assertThat(summary.text()).isEqualTo("healthy");
    }

    @Test
    void partThatFailsIsMissingAndLoggedOnceUntilItWorksAgain() {
        boolean[] works = new boolean[1];
        Summary summary = summary(part(Subject.HEALTH, "healthy"), new SummaryPart() {
            @Override
            public Subject subject() {
                return Subject.DATABASE;
            }

            @Override
            public String text() {
                if (works[0]) {
                    return "database 3 ms";
                }
                throw new IllegalStateException("out of order");
            }
        });

        try (RecordedLog log = RecordedLog.of(Summary.class)) {
            assertThat(summary.text()).isEqualTo("healthy");
            assertThat(summary.text()).isEqualTo("healthy");
            works[0] = true;
            assertThat(summary.text()).isEqualTo("healthy; database 3 ms");
            works[0] = false;
            assertThat(summary.text()).isEqualTo("healthy");

            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("WARNING LSW2006W: "));
        }
    }

    private Summary summary(SummaryPart... parts) {
        return new Summary(pools, List.of(parts));
    }

    private static SummaryPart part(Subject subject, String text) {
        return new SummaryPart() {
            @Override
            public Subject subject() {
                return subject;
            }

            @Override
            public String text() {
                return text;
            }
        };
    }

    private static PoolReading kind(PoolKind kind, String name, int inUse) {
        return PoolReading.of(name, WatchedBy.POOL_NUMBERS, Readings.TIMESTAMP)
                .kind(kind)
                .open(0, inUse)
                .build();
    }

    private void read(PoolReading... readings) {
        server.answer(readings);
        pools.read();
    }
}
