package io.leasewatch.core.work;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The applications that work under the name of a service, their releases, and when the last of them ended. Thread-safe. At most {@link #MOST_SERVICES}
 * services are known; further ones count as running.
 */
public final class Applications {

    static final int MOST_SERVICES = 1000;

    private final Map<String, Set<String>> running = new HashMap<>();
    private final Map<String, String> releases = new ConcurrentHashMap<>();
    /** Read without a lock, for every open lease. */
    private final Map<String, Long> ended = new ConcurrentHashMap<>();

    /** {@code application} works under the name {@code service}. To be called once per method or module, because it takes a lock. */
    public synchronized void uses(String application, String service) {
        if (running.containsKey(service) || running.size() < MOST_SERVICES) {
            running.computeIfAbsent(service, any -> new HashSet<>()).add(application);
        }
    }

    /** {@code application} runs in this release; empty if unknown. */
    public void released(String application, String release) {
        if (!release.isEmpty() && (releases.size() < MOST_SERVICES || releases.containsKey(application))) {
            releases.put(application, release);
        }
    }

    /** The release of an application that works under the name {@code service}, empty if unknown. */
    public synchronized String release(String service) {
        return Stream.concat(Stream.of(service), running.getOrDefault(service, Set.of()).stream())
                .map(name -> releases.getOrDefault(name, ""))
                .filter(release -> !release.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** {@code application} has ended. */
    public synchronized void ended(String application, long nowNanos) {
        running.forEach((service, applications) -> {
            if (applications.remove(application) && applications.isEmpty()) {
                ended.put(service, nowNanos);
            }
        });
    }

    /** When all applications ended that had used {@code service}, as a reading of the ticker; {@code null} if none has. */
    public @Nullable Long endedAtNanos(String service) {
        return ended.get(service);
    }
}
