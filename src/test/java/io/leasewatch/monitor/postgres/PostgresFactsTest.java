package io.leasewatch.monitor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresFactsTest {

    private static final SocketEndpoint OUR_WIRE = new SocketEndpoint(1, 40_001, "10.0.0.5", 5432);

    @Test
    void circleOfSessionsThatBlockEachOtherIsFollowedOnce() {
        PostgresFacts facts = facts(false, backend(11, null, 12), backend(12, null, 13), backend(13, null, 11));

        assertThat(facts.chain(backend(11, null, 12))).containsExactly(11, 12, 13);
    }

    @Test
    void chainIsNoLongerThanTen() {
        Backend[] all = new Backend[100];
        for (int i = 0; i < all.length; i++) {
            all[i] = backend(i, null, i + 1);
        }

        assertThat(facts(false, all).chain(all[0])).hasSize(10);
    }

    @Test
    void chainEndsWithWhoeverIsInTheWayAndNotToBeSeen() {
        assertThat(facts(false, backend(11, null, 0)).chain(backend(11, null, 0)))
                .containsExactly(11, 0);
    }

    @Test
    void samePidOnAnotherServerIsAnotherBackend() {
        PostgresFacts facts = facts(false, backend(11, 50_000));

        assertThat(facts.of(new SocketEndpoint(11, 50_001, "10.0.0.6", 5432))).isNull();
        assertThat(facts.of(new SocketEndpoint(11, 50_001, "10.0.0.5", 5433))).isNull();
        assertThat(facts.of(new SocketEndpoint(12, 50_000, "10.0.0.5", 5432))).isNull();
    }

    @Test
    void portTellsABackendThatIsReachedByAnotherAddressThanOurs() {
        PostgresFacts facts = facts(false, backend(11, 50_000));

        assertThat(facts.of(new SocketEndpoint(11, 50_000, "127.0.0.1", 5432))).isNotNull();
    }

    @Test
    void addressTellsABackendWhosePortIsTranslatedOrHidden() {
        PostgresFacts facts = facts(false, backend(11, 61_234), backend(12, null));

        assertThat(facts.of(new SocketEndpoint(11, 50_000, "10.0.0.5", 5432))).isNotNull();
        assertThat(facts.of(new SocketEndpoint(12, 50_001, "10.0.0.5", 5432))).isNotNull();
    }

    @Test
    void behindAPoolerTheAddressTellsNothing() {
        PostgresFacts facts = facts(true, backend(11, 61_234));

        assertThat(facts.of(new SocketEndpoint(11, 50_000, "10.0.0.5", 5432))).isNull();
    }

    private static PostgresFacts facts(boolean pooled, Backend... backends) {
        Map<Integer, Backend> byPid = new HashMap<>();
        for (Backend backend : backends) {
            byPid.put(backend.pid(), backend);
        }
        return new PostgresFacts("17.5", 100, 3, 10, true, pooled, OUR_WIRE, byPid);
    }

    private static Backend backend(int pid, @Nullable Integer port, Integer... blockers) {
        return new Backend(
                pid, "", "app", "shop", "10.0.0.9", port, null, null, null, null, null, null, null, List.of(blockers));
    }
}
