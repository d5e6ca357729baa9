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
 * What {@link FailOnLeak} does; for {@code @RegisterExtension} where leases are in a registry of their own.
 *
 * <p>Thread-safe. It goes around the {@code @BeforeEach} and {@code @AfterEach} methods of a test and, on a class or in a static
 * field, around the {@code @BeforeAll} and {@code @AfterAll} methods of the class. A lease is blamed once, on the innermost of
 * these that it was taken in.
 */
public final class LeakCheck implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Duration WITHIN = Duration.ofMillis(500);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final Namespace OURS = Namespace.create(LeakCheck.class);
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final LeaseRegistry registry;
    private final @Nullable Duration within;

    /** Looks at {@link LeaseRegistry#shared()}. */
    public LeakCheck() {
        this(LeaseRegistry.shared(), null);
    }

    private LeakCheck(LeaseRegistry registry, @Nullable Duration within) {
        this.registry = registry;
        this.within = within;
    }

    /** Looks at the leases of {@code registry}. */
    public static LeakCheck of(LeaseRegistry registry) {
        return new LeakCheck(registry, WITHIN);
    }

    /** The same, with another time in which open leases may still be given back when a test is over; zero or longer. */
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
        context.getStore(OURS).put(this, new Begun(Set.copyOf(registry.openLeases()), longest(context)));
    }

    private void end(ExtensionContext context) {
        Object begun = context.getStore(OURS).remove(this);
        if (begun instanceof Begun test) {
            Set<Lease> blamed = blamed(context);
            List<Lease> left = left(test, lease -> !blamed.contains(lease) && mayBelongTo(context, lease));
            blamed.addAll(left);
            if (!left.isEmpty()) {
                throw new AssertionError(LeakReport.text(left, registry.ticker().nanos()));
            }
        }
    }

    /** What is still open of {@code test} when its time is up, in the order in which it was taken. */
    private List<Lease> left(Begun test, Predicate<Lease> blamable) {
        Predicate<Lease> isLeft = lease -> !test.before.contains(lease) && blamable.test(lease);
        long endNanos = Ticker.SYSTEM.nanos() + test.within.toNanos();
        while (registry.openLeases().stream().anyMatch(isLeft)
                && Ticker.SYSTEM.nanos() - endNanos < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return registry.openLeases().stream()
                .filter(isLeft)
                .sorted(Comparator.comparing(Lease::id))
                .toList();
    }

    private static boolean mayBelongTo(ExtensionContext context, Lease lease) {
        boolean parallel = context.getConfigurationParameter(PARALLEL)
                .map(Boolean::valueOf)
                .orElse(false);
        return !parallel || lease.holder() == ThreadContext.current();
    }

    /** Of all tests of this run, so that a class is not blamed again for what its tests left. */
    @SuppressWarnings("unchecked")
    private static Set<Lease> blamed(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent("blamed", key -> ConcurrentHashMap.newKeySet(), Set.class);
    }

    private Duration longest(ExtensionContext context) {
        return within == null ? annotated(context).map(LeakCheck::parse).orElse(WITHIN) : within;
    }

    /** The nearest annotation: of the method, its class, or the classes around that. */
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

    private record Begun(Set<Lease> before, Duration within) {}
}
