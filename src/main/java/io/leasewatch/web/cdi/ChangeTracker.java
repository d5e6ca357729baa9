package io.leasewatch.web.cdi;

import io.leasewatch.monitor.history.Event;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.Reclaim;
import io.leasewatch.spi.Alert;
import io.leasewatch.web.history.EventMapper;
import jakarta.enterprise.inject.Vetoed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What has changed since it was looked at last, of that which nobody tells of. Not thread-safe; one thread looks. */
@Vetoed
final class ChangeTracker {

    private final Changes<Alert> alerts;
    private final Changes<HoldersSnapshot> holders;
    private final Changes<Reclaim> reclaims;

    ChangeTracker(
            EventMapper book,
            Supplier<List<Alert>> alerts,
            Supplier<List<HoldersSnapshot>> holders,
            Supplier<List<Reclaim>> reclaims) {
        this.alerts = new Changes<>(alerts, Alert::id, book::of);
        this.holders = new Changes<>(holders, HoldersSnapshot::id, book::of);
        this.reclaims = new Changes<>(reclaims, Reclaim::id, book::of);
    }

    List<Event> look() {
        List<Event> news = new ArrayList<>();
        alerts.into(news);
        holders.into(news);
        reclaims.into(news);
        return news;
    }

    /** Facts that are replaced when they change, so that the same object says the same. */
    private static final class Changes<T> {
        private final Supplier<List<T>> facts;
        private final Function<T, Object> id;
        private final Function<T, Event> event;
        private Map<Object, T> before = Map.of();

        Changes(Supplier<List<T>> facts, Function<T, Object> id, Function<T, Event> event) {
            this.facts = facts;
            this.id = id;
            this.event = event;
        }

        void into(List<Event> news) {
            Map<Object, T> now = new HashMap<>();
            for (T fact : facts.get()) {
                now.put(id.apply(fact), fact);
                if (before.get(id.apply(fact)) != fact) {
                    news.add(event.apply(fact));
                }
            }
            before = now;
        }
    }
}
