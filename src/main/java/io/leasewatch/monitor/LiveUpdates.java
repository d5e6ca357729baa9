package io.leasewatch.monitor;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.live.Feed;
import io.leasewatch.monitor.live.LiveFeed;
import io.leasewatch.monitor.live.LongLeases;
import io.leasewatch.monitor.live.MonitorOverhead;
import io.leasewatch.monitor.live.RecentReadings;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The live updates of the dashboard, and the recent readings that it starts with. */
public record LiveUpdates(
        LiveFeed feed,
        RecentReadings readings,
        LongLeases longLeases,
        MonitorOverhead overhead,
        BooleanSupplier stopping) {

    /** The number of changes that are kept. A viewer that reconnects within a minute needs no full snapshot. */
    private static final int KEPT_CHANGES = 60;

    static LiveUpdates of(Monitor monitor, MonitorHost host, InstantSource clock, Ticker ticker) {
        LongLeases longLeases = new LongLeases(ticker);
        MonitorOverhead overhead = new MonitorOverhead(ticker);
        String name = Long.toString(clock.millis(), Character.MAX_RADIX);
        LiveFeed feed = new LiveFeed(
                new Feed(name, KEPT_CHANGES, host.json()), new LiveState(monitor, longLeases, overhead), clock, ticker);
        return new LiveUpdates(feed, new RecentReadings(), longLeases, overhead, host.stopping());
    }

    /** A server that stops waits for requests that have not ended, and so for event streams. */
    private void update() {
        if (stopping.getAsBoolean()) {
            feed.close();
        } else {
            feed.tick();
        }
    }

    List<Part> parts() {
        return List.of(Part.named("live feed")
                .everySecond("Updating the live feed", this::update)
                .onClose(feed::close));
    }
}
