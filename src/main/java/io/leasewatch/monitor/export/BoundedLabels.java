package io.leasewatch.monitor.export;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names, of pools or services, that have series of their own in the metrics. The others are combined under the name {@link #OTHER}, so
 * that the number of series is bounded.
 *
 * <p>A name keeps its series as long as it is there, unless a name of greater weight needs the place. A name that is gone keeps its series
 * for {@link #KEPT_AFTER_END}, so that counters continue if it comes back. Not thread-safe.
 */
final class BoundedLabels {

    static final String OTHER = "other";

    /** The name for what belongs to no pool or service; it always has series of its own. */
    static final String NONE = "none";

    static final Duration KEPT_AFTER_END = Duration.ofMinutes(10);

    private static final int GONE = -1;

    /** The names that have series of their own, with the time when each was last there. */
    private final Map<String, Long> named = new HashMap<>();

    /**
     * Decides which names have series of their own.
     *
     * @param weights the names that are there; a greater weight takes precedence
     * @param most the maximum number of names
     * @return whether a name has lost its series
     */
    boolean update(Map<String, Integer> weights, int most, long nowNanos) {
        int before = named.size();
        weights.keySet().forEach(name -> named.computeIfPresent(name, (known, seen) -> nowNanos));
        named.values().removeIf(seen -> nowNanos - seen > KEPT_AFTER_END.toNanos());
        boolean lost = named.size() < before;
        while (named.size() > most) {
            named.remove(lightest(weights));
            lost = true;
        }
        Comparator<String> heaviestFirst =
                Comparator.<String>comparingInt(weights::get).reversed().thenComparing(Comparator.naturalOrder());
        int least = named.size() < most ? GONE : weight(lightest(weights), weights);
        List<String> candidates = weights.keySet().stream()
                .filter(name -> !named.containsKey(name) && weight(name, weights) > least)
                .sorted(heaviestFirst)
                .toList();
        for (String candidate : candidates) {
            if (named.size() >= most) {
                String lightest = lightest(weights);
                if (weight(lightest, weights) >= weight(candidate, weights)) {
                    break;
                }
                named.remove(lightest);
                lost = true;
            }
            named.put(candidate, nowNanos);
        }
        return lost;
    }

    private String lightest(Map<String, Integer> weights) {
        return named.keySet().stream()
                .min(Comparator.<String>comparingInt(name -> weight(name, weights))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static int weight(String name, Map<String, Integer> weights) {
        return weights.getOrDefault(name, GONE);
    }

    /** {@code name} if it has series of its own, otherwise {@link #OTHER}. */
    String label(String name) {
        return named.containsKey(name) || name.equals(NONE) ? name : OTHER;
    }
}
