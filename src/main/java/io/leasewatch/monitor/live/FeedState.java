package io.leasewatch.monitor.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a feed: sections of entries, each with a key. Immutable. Entries are compared with {@code equals}, so they should contain
 * start times rather than ages.
 *
 * @param sections the entries by section and key, in display order
 */
public record FeedState(Map<String, Map<String, Object>> sections) {

    static final FeedState EMPTY = new FeedState(Map.of());

    public FeedState {
        Map<String, Map<String, Object>> copy = new LinkedHashMap<>();
        sections.forEach((name, entries) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(entries))));
        sections = Collections.unmodifiableMap(copy);
    }

    /** The changes from {@code before} to this state. */
    Change since(FeedState before) {
        Map<String, Map<String, Object>> put = new LinkedHashMap<>();
        Map<String, List<String>> gone = new LinkedHashMap<>();
        sections.forEach((name, entries) -> {
            Map<String, Object> old = before.sections.getOrDefault(name, Map.of());
            Map<String, Object> changed = new LinkedHashMap<>(entries);
            changed.entrySet().removeIf(entry -> entry.getValue().equals(old.get(entry.getKey())));
            if (!changed.isEmpty()) {
                put.put(name, changed);
            }
        });
        before.sections.forEach((name, entries) -> {
            Map<String, Object> now = sections.getOrDefault(name, Map.of());
            var missing = entries.keySet().stream()
                    .filter(key -> !now.containsKey(key))
                    .toList();
            if (!missing.isEmpty()) {
                gone.put(name, missing);
            }
        });
        return new Change(put, gone);
    }

    /**
     * The difference between two states.
     *
     * @param put the new and changed entries
     * @param gone the keys of removed entries
     */
    public record Change(Map<String, Map<String, Object>> put, Map<String, List<String>> gone) {}
}
