package io.leasewatch.monitor.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything there is to see at one moment: sections with entries, each under a key. Entries are compared by {@code equals}, so they had
 * better say when something began than how long ago that is.
 *
 * @param sections entries by section and key, in the order in which they are shown
 */
public record FeedState(Map<String, Map<String, Object>> sections) {

    static final FeedState EMPTY = new FeedState(Map.of());

    public FeedState {
        Map<String, Map<String, Object>> copy = new LinkedHashMap<>();
        sections.forEach((name, entries) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(entries))));
        sections = Collections.unmodifiableMap(copy);
    }

    /** What is in this and was not, or not like this, in {@code before}; and what was there and is not any more. */
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
     * What has to be done to one state to make it another.
     *
     * @param put entries that are new or different
     * @param gone keys of those that are not there any more
     */
    public record Change(Map<String, Map<String, Object>> put, Map<String, List<String>> gone) {}
}
