package io.leasewatch.monitor.live;

import io.leasewatch.monitor.leak.HoldersSnapshot;
import java.time.Instant;
import java.util.Locale;

/** A snapshot of the holders of a pool in the live feed, without the holders. The API returns the full snapshot for its id. */
public record LiveHolders(long id, String pool, Instant takenAt, String reason, String summary, int count) {

    public static LiveHolders of(HoldersSnapshot snapshot) {
        return new LiveHolders(
                snapshot.id(),
                snapshot.reading().poolName(),
                snapshot.takenAt(),
                snapshot.reason().name().toLowerCase(Locale.ROOT),
                snapshot.summary(),
                snapshot.count());
    }
}
