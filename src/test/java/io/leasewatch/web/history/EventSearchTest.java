package io.leasewatch.web.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.EventMapper;
import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.history.Event.Kind;
import io.leasewatch.monitor.history.EventFilter;
import io.leasewatch.monitor.identity.LeakIdentities;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.view.LeaksView;
import io.leasewatch.web.http.JsonFormat;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSearchTest {

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final LeakIdentities identities = new LeakIdentities(clock, application -> "", Duration.ofDays(7));
    private final EventMapper book = new EventMapper(leases.registry, identities, clock, "one", JsonFormat::json);

    @Test
    void eventIsWhatTheApiShowsToAdminsUnderAKeyThatNoOtherStartOfTheMonitorUses() {
        Lease lease = leases.take("jdbc/a");
        Leak leak = new Leak.Collected(lease, clock.instant());

        Event event = book.of(leak);
        clock.advance(Duration.ofSeconds(1));
        Event afterRestart = new EventMapper(leases.registry, identities, clock, "one", JsonFormat::json).of(leak);

        assertThat(event.kind()).isEqualTo(Kind.LEAK);
        assertThat(event.pool()).isEqualTo("jdbc/a");
        assertThat(event.body()).contains("\"kind\":\"collected\"", "\"open\":true", "EventSearchTest.java");
        assertThat(event.key()).endsWith("-" + lease.id()).isNotEqualTo(afterRestart.key());
    }

    @Test
    void leakThatEndedStandsInThePlaceOfItselfWhileItWasOpen() {
        Lease lease = leases.take("jdbc/a");
        Leak leak = new Leak.Collected(lease, clock.instant());
        Event open = book.of(leak);

        leases.giveBack(lease);

        assertThat(book.of(leak).key()).isEqualTo(open.key());
        assertThat(book.of(leak).body()).contains("\"ending\":\"collected\"");
    }

    @Test
    void stacksAreLeftOutForThoseWhoMayNotSeeThemHoweverDeepTheyLie() {
        String body = "{\"stack\":[\"a\"],\"lease\":{\"id\":1,\"stack\":[\"b\"]},\"holders\":[{\"stack\":[\"c\"]}]}";

        JsonObject shown = found(body, false).shown().get(0);

        assertThat(shown)
                .hasToString("{\"stack\":null,\"lease\":{\"id\":1,\"stack\":null},\"holders\":[{\"stack\":null}],"
                        + "\"instance\":\"one\"}");
        assertThat(found(body, true).shown().get(0).toString()).contains("\"a\"", "\"b\"", "\"c\"");
    }

    @Test
    void allAreCountedAndThoseAreShownThatWereAskedFor() {
        EventSearch.Found found =
                new EventSearch.Found(new EventQuery(clock.instant(), "", EventFilter.of(Kind.LEAK), 1, 1, false));

        for (int i = 1; i <= 3; i++) {
            found.add(new Event(
                    "one", clock.instant(), Kind.LEAK, "1", "jdbc/a", "shop", "overdue", i == 2, "{\"id\":" + i + "}"));
        }

        assertThat(found.count()).isEqualTo(3);
        assertThat(found.open()).isOne();
        assertThat(found.shown()).extracting(body -> body.getInt("id")).containsExactly(2);
    }

    @Test
    void answerOfTheHistoryIsJsonLikeAnyOther() {
        LeaksView leaks = new LeaksView(
                1, 0, Map.of(), found("{\"kind\":\"overdue\"}", false).shown());

        assertThat(JsonFormat.JSON.toJson(leaks)).contains("\"leaks\":[{\"kind\":\"overdue\",\"instance\":\"one\"}]");
    }

    private EventSearch.Found found(String body, boolean stacks) {
        EventSearch.Found found =
                new EventSearch.Found(new EventQuery(clock.instant(), "", EventFilter.of(Kind.LEAK), 0, 10, stacks));
        found.add(event(body));
        return found;
    }

    private Event event(String body) {
        return new Event("one", clock.instant(), Kind.LEAK, "1", "jdbc/a", body);
    }
}
