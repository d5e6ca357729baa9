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
 * The pools behind the data sources that applications make themselves. Those are held weakly; a pool of ours stays by its name, so
 * an application that is deployed again has the one that it had.
 *
 * <p>Thread-safe. Data sources are few, so finding one is a walk along a list that is replaced, by one compare-and-set, when there is
 * a new one.
 */
final class ApplicationPools {

    private final LeaseRegistry registry;
    private final AtomicReference<List<Known>> known = new AtomicReference<>(List.of());

    ApplicationPools(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** The pool that was found behind {@code source} before, {@code null} if none was. */
    @Nullable
    Pool known(Object source) {
        return known(source, now());
    }

    private static @Nullable Pool known(Object source, List<Known> among) {
        for (Known candidate : among) {
            if (candidate.source.refersTo(source)) {
                return candidate.pool;
            }
        }
        return null;
    }

    /** The pool behind {@code source}, by the application's name, a slash, and its own or its kind's. */
    Pool of(Object source, ApplicationPoolKind kind) {
        Pool found = known(source);
        if (found != null) {
            return found;
        }
        String own = kind.ownName(source);
        String application = ApplicationName.of(source);
        String name = (application == null ? "" : application + '/')
                + (own == null ? kind.name().toLowerCase(Locale.ROOT) : own);
        while (true) {
            List<Known> before = now();
            Pool added = known(source, before);
            if (added != null) {
                return added;
            }
            List<Known> alive = before.stream()
                    .filter(candidate -> !candidate.source.refersTo(null))
                    .toList();
            // Whoever gives two pools one name has them counted as one.
            Pool pool = registry.seenPool(own == null ? free(name, alive) : name, "");
            Known next = new Known(new WeakReference<>(source), pool);
            if (known.compareAndSet(
                    before, Stream.concat(alive.stream(), Stream.of(next)).toList())) {
                return pool;
            }
        }
    }

    /**
     * Forgets {@code source}, so that the next one may have its name. Answers its pool, {@code null} if that was not known or another
     * data source has the same.
     */
    @Nullable
    Pool remove(Object source) {
        while (true) {
            List<Known> before = now();
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

    /** {@code name}, or that and the first number from 2 that no living data source has. */
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

    private List<Known> now() {
        return Objects.requireNonNull(known.get());
    }

    void forget() {
        known.set(List.of());
    }

    private record Known(WeakReference<Object> source, Pool pool) {}
}
