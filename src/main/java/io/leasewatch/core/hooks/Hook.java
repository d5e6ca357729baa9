package io.leasewatch.core.hooks;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls for one kind of event. Nothing that fails in here reaches the server: it is counted and logged once, and
 * after {@link #MOST_FAILURES} the hook does nothing any more.
 *
 * <p>Thread-safe.
 */
final class Hook
        implements BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>,
                BiConsumer<@Nullable Object, @Nullable Object> {

    /** So many failures may be bad luck. */
    static final int MOST_FAILURES = 100;

    private static final Logger LOG = System.getLogger(Hook.class.getName());

    private final String name;
    private final Event event;
    private final boolean keeps;
    private final AtomicInteger failures = new AtomicInteger();

    /** {@code keeps}: when it fails the answer is the second argument, otherwise {@code null}. */
    Hook(String name, Event event, boolean keeps) {
        this.name = name;
        this.event = event;
        this.keeps = keeps;
    }

    @Override
    public @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        if (failures.get() < MOST_FAILURES) {
            try {
                return event.happened(first, second);
            } catch (Throwable e) {
                failed(e);
            }
        }
        return keeps ? second : null;
    }

    @Override
    public void accept(@Nullable Object first, @Nullable Object second) {
        Object unused = apply(first, second);
    }

    private void failed(Throwable failure) {
        try {
            int count = failures.incrementAndGet();
            if (count == 1) {
                LOG.log(
                        Level.WARNING,
                        "LSW9102W: The hook " + name + " of Leasewatch failed; the application is not affected. Further"
                                + " failures are counted, not logged.",
                        failure);
            } else if (count == MOST_FAILURES) {
                LOG.log(
                        Level.ERROR,
                        "LSW9103E: The hook " + name + " of Leasewatch failed " + count
                                + " times and is switched off until the monitor is restarted. What the agent shows of"
                                + " leases is wrong until then; the applications are not affected.");
            }
        } catch (Throwable ignored) {
            // A log that fails is the last thing the server should suffer from.
        }
    }

    /** Turns what happened into leases. */
    @FunctionalInterface
    interface Event {
        @Nullable
        Object happened(@Nullable Object first, @Nullable Object second);
    }
}
