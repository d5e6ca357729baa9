package io.leasewatch.junit;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The extension behind {@link FailOnLeak}. Use it with {@code @RegisterExtension} for leases in a registry of their own.
 *
 * <p>Thread-safe. The check includes the {@code @BeforeEach} and {@code @AfterEach} methods of a test. On a class or in a static
 * field, it also includes the {@code @BeforeAll} and {@code @AfterAll} methods. Each lease is reported once, for the innermost of
 * these scopes that opened it.
 */
public final class LeakCheck implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Duration WITHIN = Duration.ofMillis(500);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final Namespace NAMESPACE = Namespace.create(LeakCheck.class);
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final LeaseRegistry registry;
    private final @Nullable Duration within;

    /** Checks {@link LeaseRegistry#shared()}. */
    public LeakCheck() {
        this(LeaseRegistry.shared(), null);
    }

    private LeakCheck(LeaseRegistry registry, @Nullable Duration within) {
        this.registry = registry;
        this.within = within;
    }

    /** Returns a check of the leases of {@code registry}, with a wait of 500 ms. */
    public static LeakCheck of(LeaseRegistry registry) {
        return new LeakCheck(registry, WITHIN);
    }

    /**
     * Returns the same check with another maximum wait for open leases to be closed after a test.
     *
     * @param longest zero or longer
     * @throws IllegalArgumentException if it is negative
     */
    public LeakCheck within(Duration longest) {
        return new LeakCheck(registry, notNegative(longest));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    private void begin(ExtensionContext context) {
        context.getStore(NAMESPACE).put(this, new Started(Set.copyOf(registry.openLeases()), longest(context)));
    }

    private void end(ExtensionContext context) {
        Object started = context.getStore(NAMESPACE).remove(this);
        if (started instanceof Started test) {
            Set<Lease> reported = reported(context);
            List<Lease> left = left(test, lease -> !reported.contains(lease) && mayBelongTo(context, lease));
            reported.addAll(left);
            if (!left.isEmpty()) {
                throw new AssertionError(LeakReport.text(left, registry.ticker().nanos()));
            }
        }
    }

    /** The leases of {@code test} that are still open after the wait, in the order in which they were opened. */
    private List<Lease> left(Started test, Predicate<Lease> reportable) {
        Predicate<Lease> isOpenStill = lease -> !test.before.contains(lease) && reportable.test(lease);
        long endNanos = Ticker.SYSTEM.nanos() + test.within.toNanos();
        while (registry.openLeases().stream().anyMatch(isOpenStill)
                && Ticker.SYSTEM.nanos() - endNanos < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return registry.openLeases().stream()
                .filter(isOpenStill)
                .sorted(Comparator.comparing(Lease::id))
                .toList();
    }

    private static boolean mayBelongTo(ExtensionContext context, Lease lease) {
        boolean parallel = context.getConfigurationParameter(PARALLEL)
                .map(Boolean::valueOf)
                .orElse(false);
        return !parallel || lease.holder() == ThreadContext.current();
    }

    /** The leases that were reported in this run, so that a class does not report the leases of its tests again. */
    @SuppressWarnings("unchecked")
    private static Set<Lease> reported(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("reported", key -> ConcurrentHashMap.newKeySet(), Set.class);
    }

    private Duration longest(ExtensionContext context) {
        return within == null ? annotated(context).map(LeakCheck::parse).orElse(WITHIN) : within;
    }

    /** The value of the nearest annotation: on the method, its class, or an enclosing class. */
    private static Optional<String> annotated(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), FailOnLeak.class)
                .map(FailOnLeak::within)
                .or(() -> context.getParent().flatMap(LeakCheck::annotated));
    }

    private static Duration parse(String within) {
        try {
            return notNegative(Duration.parse(within));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "within of @FailOnLeak must be an ISO-8601 duration such as PT0.5S, was " + within, e);
        }
    }

    private static Duration notNegative(Duration within) {
        if (within.isNegative()) {
            throw new IllegalArgumentException("within must not be negative, was " + within);
        }
        return within;
    }

    private record Started(Set<Lease> before, Duration within) {}
}
