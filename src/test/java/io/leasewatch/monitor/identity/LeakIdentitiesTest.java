package io.leasewatch.monitor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeakIdentitiesTest {

    private static final Duration RESOLVED_AFTER = Duration.ofDays(7);

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final Borrower ada = Borrower.of(new Operation("shop", "GET /orders"), "ada", null);
    private final Map<String, LeakIdentity> written = new LinkedHashMap<>();
    private String release = "1.0";
    private LeakIdentities identities = started();

    private LeakIdentities started() {
        LeakIdentities created = new LeakIdentities(clock, application -> release, RESOLVED_AFTER);
        created.setListener(identity -> written.put(identity.key(), identity));
        return created;
    }

    /** The server starts again, and reads what was written. */
    private void restart() {
        identities = started();
        identities.restore(new ArrayList<>(written.values()));
    }

    @Test
    void leaksOfOneLineAndKindAreCountedAsOne() {
        Instant first = clock.instant();
        leakOfList();
        clock.advance(Duration.ofMinutes(1));
        leakOfList();
        clock.advance(Duration.ofMinutes(1));
        Leak last = leakOfList();

        KnownLeak known = known(last);
        assertThat(known.count()).isEqualTo(3);
        assertThat(known.firstSeen()).isEqualTo(first);
        assertThat(known.lastSeen()).isEqualTo(first.plus(Duration.ofMinutes(2)));
        assertThat(known.releases()).containsExactly("1.0");
        assertThat(known.state()).isEqualTo("new");
        assertThat(written).hasSize(1);
    }

    @Test
    void otherLineOrKindIsAnotherLeak() {
        Leak here = leakOfList();
        Leak there = leakOfFind();
        Leak suspected = found(new Leak.Overdue(take(), clock.instant(), Duration.ZERO, Duration.ZERO));

        assertThat(List.of(
                        known(here).key(), known(there).key(), known(suspected).key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void leakIsKnownAfterARestartAndNewOnlyInItsFirstRelease() {
        KnownLeak before = known(leakOfList());
        clock.advance(Duration.ofHours(1));

        restart();
        KnownLeak sameRelease = known(leakOfList());
        release = "1.1";
        restart();
        KnownLeak nextRelease = known(leakOfList());

        assertThat(sameRelease.key()).isEqualTo(before.key());
        assertThat(sameRelease.firstSeen()).isEqualTo(before.firstSeen());
        assertThat(sameRelease.state()).isEqualTo("new");
        assertThat(nextRelease.key()).isEqualTo(before.key());
        assertThat(nextRelease.count()).isEqualTo(3);
        assertThat(nextRelease.releases()).containsExactly("1.0", "1.1");
        assertThat(nextRelease.state()).isEqualTo("known");
    }

    @Test
    void whereReleasesAreUnknownALeakIsNewUntilTheNextStart() {
        release = "";

        assertThat(known(leakOfList()).state()).isEqualTo("new");
        clock.advance(Duration.ofMinutes(1));
        restart();

        assertThat(known(leakOfList()).state()).isEqualTo("known");
    }

    @Test
    void leakThatIsNotFoundForLongIsResolvedAndAfterThatItHasRegressed() {
        Leak first = leakOfList();
        clock.advance(RESOLVED_AFTER);
        assertThat(known(first).state()).isEqualTo("new");

        end(first);
        assertThat(known(first).state()).isEqualTo("resolved");

        Leak again = leakOfList();
        assertThat(known(again).state()).isEqualTo("regressed");
        assertThat(known(first).state()).isEqualTo("regressed");
        restart();
        assertThat(known(leakOfList()).state()).isEqualTo("regressed");
    }

    @Test
    void lineThatMovedInTheNextReleaseIsTheSameLeak() {
        KnownLeak before = known(leakOfFind(1));
        release = "1.1";

        KnownLeak moved = known(leakOfFind(2));
        KnownLeak other = known(leakOfFind(3));

        assertThat(moved.key()).isEqualTo(before.key());
        assertThat(moved.count()).isEqualTo(2);
        assertThat(other.key()).isNotEqualTo(before.key());
        assertThat(other.state()).isEqualTo("new");
    }

    @Test
    void otherLineOfTheMethodInTheSameReleaseIsNoMovedLine() {
        KnownLeak one = known(leakOfFind(1));
        KnownLeak other = known(leakOfFind(2));

        assertThat(other.key()).isNotEqualTo(one.key());
    }

    @Test
    void newLineWhereAMovedOneWasGetsAKeyOfItsOwn() {
        KnownLeak before = known(leakOfFind(1));
        release = "1.1";
        known(leakOfFind(2));

        KnownLeak inItsPlace = known(leakOfFind(1));

        assertThat(inItsPlace.key()).isNotEqualTo(before.key());
        assertThat(inItsPlace.count()).isEqualTo(1);
    }

    @Test
    void leakThatIsFoundBeforeTheHistoryIsOpenIsAddedToWhatWasKnown() {
        KnownLeak before = known(leakOfList());
        List<LeakIdentity> stored = new ArrayList<>(written.values());
        identities = started();
        Leak early = leakOfList();

        identities.restore(stored);

        assertThat(known(early).key()).isEqualTo(before.key());
        assertThat(known(early).count()).isEqualTo(2);
        end(early);
        clock.advance(RESOLVED_AFTER);
        assertThat(known(early).state()).isEqualTo("resolved");
    }

    @Test
    void moreThanTheMostReplaceThoseThatLeakedLongestAgo() {
        Leak first = leakOfList();
        Leak second = leakOfFind();

        for (int i = 0; i < LeakIdentities.MOST - 1; i++) {
            Borrower other = Borrower.of(new Operation("service " + i, "GET /"), "", null);
            found(new Leak.Collected(leases.take("jdbc/app", other), clock.instant()));
        }

        assertThat(identities.of(first)).isEmpty();
        assertThat(identities.of(second)).isPresent();
    }

    private Leak leakOfList() {
        return found(new Leak.Collected(take(), clock.instant()));
    }

    private Leak leakOfFind() {
        return leakOfFind(1);
    }

    private Leak leakOfFind(int line) {
        Lease lease = switch (line) {
            case 1 -> leases.take("jdbc/app", ada);
            case 2 -> leases.take("jdbc/app", ada);
            default -> leases.take("jdbc/app", ada);
        };
        return found(new Leak.Collected(lease, clock.instant()));
    }

    private Lease take() {
        return leases.take("jdbc/app", ada);
    }

    private Leak found(Leak leak) {
        identities.leaked(leak);
        return leak;
    }

    private void end(Leak leak) {
        leases.giveBack(leak.lease());
        identities.ended(leak, Ending.RETURNED_LATE);
    }

    private KnownLeak known(Leak leak) {
        return identities.of(leak).orElseThrow();
    }
}
