package io.leasewatch.core.request;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Operation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TrackConnections} says of a method, read once. Thread-safe; hangs on the class it is about, and goes with it.
 *
 * <p>A limit that is no duration is logged and left out: the application runs as if it were not there.
 */
final class TrackedOperations {

    private static final Logger LOG = System.getLogger(TrackedOperations.class.getName());
    private static final ClassValue<ConcurrentMap<Method, Tracked>> KNOWN = new ClassValue<>() {
        @Override
        protected ConcurrentMap<Method, Tracked> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private TrackedOperations() {}

    static Tracked of(Class<?> target, Method method) {
        ConcurrentMap<Method, Tracked> known = KNOWN.get(target);
        Tracked tracked = known.get(method);
        if (tracked == null) {
            tracked = new Tracked(read(target, method), Site.of(method));
            // A thread that belongs to no application does not know which one this is; the next one may.
            if (!tracked.operation().service().equals(Operation.UNKNOWN.service())) {
                known.put(method, tracked);
            }
        }
        return tracked;
    }

    private static Operation read(Class<?> target, Method method) {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        TrackConnections said = method.getAnnotation(TrackConnections.class);
        if (said == null) {
            said = target.getAnnotation(TrackConnections.class);
        }
        if (said == null) {
            said = method.getDeclaringClass().getAnnotation(TrackConnections.class);
        }
        if (said == null) {
            // Bound in another way, by a stereotype for example.
            return new Operation(Application.name(), name);
        }
        return new Operation(
                said.service().isEmpty() ? Application.name() : said.service(),
                said.operation().isEmpty() ? name : said.operation(),
                longer(
                        duration(said.leakThreshold(), "leakThreshold", name),
                        duration(said.maxHold(), "maxHold", name)),
                said.reason());
    }

    private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? other : one;
    }

    private static @Nullable Duration duration(String text, String member, String where) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.isNegative() || duration.isZero()) {
                throw new DateTimeException("not longer than zero");
            }
            return duration;
        } catch (DateTimeException e) {
            LOG.log(
                    Level.WARNING,
                    "LSW1203W: @TrackConnections of {0}: {1} must be a duration longer than zero such as PT2M,"
                            + " was {2}; it is left out.",
                    where,
                    member,
                    text);
            return null;
        }
    }

    /** What a tracked method does, and where that stands. */
    record Tracked(Operation operation, Site site) {}
}
