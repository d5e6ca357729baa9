package io.leasewatch.core.request;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.SafeLogger;
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
 * Reads {@link TrackConnections} annotations, once per method. Thread-safe; the results are attached to the class and go away
 * with it.
 *
 * <p>An invalid duration is logged and ignored.
 */
final class TrackedOperations {

    private static final Logger LOG = SafeLogger.of(TrackedOperations.class);
    private static final ClassValue<ConcurrentMap<Method, Tracked>> CACHE = new ClassValue<>() {
        @Override
        protected ConcurrentMap<Method, Tracked> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private TrackedOperations() {}

    static Tracked of(Class<?> target, Method method) {
        ConcurrentMap<Method, Tracked> cache = CACHE.get(target);
        Tracked tracked = cache.get(method);
        if (tracked == null) {
            tracked = new Tracked(read(target, method), Site.of(method));
            // Not cached on a thread without an application, because a later thread may know the application.
            if (!tracked.operation().service().equals(Operation.UNKNOWN.service())) {
                cache.put(method, tracked);
            }
        }
        return tracked;
    }

    private static Operation read(Class<?> target, Method method) {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        TrackConnections annotation = method.getAnnotation(TrackConnections.class);
        if (annotation == null) {
            annotation = target.getAnnotation(TrackConnections.class);
        }
        if (annotation == null) {
            annotation = method.getDeclaringClass().getAnnotation(TrackConnections.class);
        }
        if (annotation == null) {
            // The interceptor is bound in another way, for example by a stereotype.
            return new Operation(Application.using(""), name);
        }
        String application = Application.using(annotation.service());
        return new Operation(
                annotation.service().isEmpty() ? application : annotation.service(),
                annotation.operation().isEmpty() ? name : annotation.operation(),
                longer(
                        duration(annotation.leakThreshold(), "leakThreshold", name),
                        duration(annotation.maxHold(), "maxHold", name)),
                annotation.reason());
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
                            + " was {2}. The limit is ignored.",
                    where,
                    member,
                    text);
            return null;
        }
    }

    /** The operation of a tracked method, and its site. */
    record Tracked(Operation operation, Site site) {}
}
