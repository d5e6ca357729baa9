package io.leasewatch.web.live;

import io.leasewatch.monitor.leak.HoldersSnapshot;
import java.time.Instant;
import java.util.Locale;

/** That somebody was looked at who held a pool; the whole snapshot is asked for by its id. */
public record LiveHolders(long id, String pool, Instant takenAt, String reason, String summary, int count) {

    static LiveHolders of(HoldersSnapshot snapshot) {
        return new LiveHolders(
                snapshot.id(),
                snapshot.reading().poolName(),
                snapshot.takenAt(),
                snapshot.reason().name().toLowerCase(Locale.ROOT),
                snapshot.summary(),
                snapshot.count());
    }
}
