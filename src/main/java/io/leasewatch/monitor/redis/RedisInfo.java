package io.leasewatch.monitor.redis;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code INFO}: lines of {@code key:value} under headings that begin with {@code #}. The keys depend on the server and its
 * version, so any key may be missing.
 */
record RedisInfo(Map<String, String> values) {

    RedisInfo {
        values = Map.copyOf(values);
    }

    static RedisInfo parse(String answer) {
        Map<String, String> values = new HashMap<>();
        answer.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new RedisInfo(values);
    }

    /** Empty if the key is missing. */
    String text(String key) {
        return values.getOrDefault(key, "");
    }

    /** {@code null} if the key is missing, or its value is not a whole number of zero or more. */
    @Nullable
    Long number(String key) {
        return whole(values.get(key));
    }

    static @Nullable Long whole(@Nullable String text) {
        return text == null || !text.matches("\\d{1,18}") ? null : Long.valueOf(text);
    }
}
