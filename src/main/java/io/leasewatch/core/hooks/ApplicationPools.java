package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps data sources that applications create to pools. Data sources are held weakly; a pool is identified by its name, so an
 * application that is deployed again gets the same pool.
 *
 * <p>Thread-safe. There are few data sources, so a look-up walks a list. A new data source replaces the list by one
 * compare-and-set.
 */
final class ApplicationPools {

    private final LeaseRegistry registry;
    private final AtomicReference<List<Known>> known = new AtomicReference<>(List.of());

    ApplicationPools(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** The pool of {@code source}, {@code null} if this data source is new. */
    @Nullable
    Pool known(Object source) {
        return known(source, current());
    }

    private static @Nullable Pool known(Object source, List<Known> among) {
        for (Known candidate : among) {
            if (candidate.source.refersTo(source)) {
                return candidate.pool;
            }
        }
        return null;
    }

    /**
     * The pool of {@code source}. A new pool is named after the application, a slash, and the configured name of the data source
     * or its kind.
     */
    Pool of(Object source, ApplicationPoolKind kind) {
        Pool found = known(source);
        if (found != null) {
            return found;
        }
        String configured = kind.configuredName(source);
        String application = ApplicationName.of(source);
        String name = (application == null ? "" : application + '/')
                + (configured == null ? kind.name().toLowerCase(Locale.ROOT) : configured);
        while (true) {
            List<Known> before = current();
            Pool added = known(source, before);
            if (added != null) {
                return added;
            }
            List<Known> alive = before.stream()
                    .filter(candidate -> !candidate.source.refersTo(null))
                    .toList();
            // Two pools with the same configured name are counted as one.
            Pool pool = registry.seenPool(configured == null ? free(name, alive) : name, "");
            Known next = new Known(new WeakReference<>(source), pool);
            if (known.compareAndSet(
                    before, Stream.concat(alive.stream(), Stream.of(next)).toList())) {
                pool.usedBy(source);
                return pool;
            }
        }
    }

    /**
     * Removes {@code source}, so that its name becomes free.
     *
     * @return its pool; {@code null} if it was not known, or if another data source has the same pool
     */
    @Nullable
    Pool remove(Object source) {
        while (true) {
            List<Known> before = current();
            Pool pool = known(source, before);
            if (pool == null) {
                return null;
            }
            List<Known> others = before.stream()
                    .filter(candidate -> !candidate.source.refersTo(source))
                    .toList();
            if (known.compareAndSet(before, others)) {
                return isTaken(pool.name(), others) ? null : pool;
            }
        }
    }

    /** {@code name} if no other data source uses it, otherwise {@code name} with the first free number from 2. */
    private static String free(String name, List<Known> taken) {
        String free = name;
        for (int i = 2; isTaken(free, taken); i++) {
            free = name + '-' + i;
        }
        return free;
    }

    private static boolean isTaken(String name, List<Known> taken) {
        return taken.stream().anyMatch(one -> one.pool.name().equals(name));
    }

    private List<Known> current() {
        return Objects.requireNonNull(known.get());
    }

    void clear() {
        known.set(List.of());
    }

    private record Known(WeakReference<Object> source, Pool pool) {}
}
