package io.leasewatch.monitor.channel;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts deliveries by channel and outcome. Thread-safe. */
public final class DeliveryCounters {

    private final ConcurrentMap<Way, Long> counts = new ConcurrentHashMap<>();

    void count(String channel, DeliveryOutcome outcome) {
        counts.merge(new Way(channel, outcome), 1L, Long::sum);
    }

    /** The counts since the start. */
    public Map<Way, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** A channel's name with an outcome. */
    public record Way(String channel, DeliveryOutcome outcome) implements Comparable<Way> {

        private static final Comparator<Way> ORDER =
                Comparator.comparing(Way::channel).thenComparing(Way::outcome);

        @Override
        public int compareTo(Way other) {
            return ORDER.compare(this, other);
        }
    }
}
