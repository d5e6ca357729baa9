package io.leasewatch.core.hooks;

import io.leasewatch.core.text.SafeLogger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The hook that woven code calls for one kind of event. A failure never reaches the server: it is counted, the first one is
 * logged, and after {@link #MOST_FAILURES} failures the hook does nothing. If the stack or the memory is exhausted, that is no
 * failure of the hook: an application could switch the monitor off with a recursion that does not end.
 *
 * <p>Thread-safe.
 */
final class Hook
        implements BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>,
                BiConsumer<@Nullable Object, @Nullable Object> {

    /** The number of failures after which the hook is switched off. */
    static final int MOST_FAILURES = 100;

    private static final Logger LOG = SafeLogger.of(Hook.class);

    private final String name;
    private final Event event;
    private final boolean keeps;
    private final AtomicInteger failures = new AtomicInteger();

    /** @param keeps whether a failing hook returns the second argument; otherwise it returns {@code null} */
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
            } catch (VirtualMachineError e) {
                return keeps ? second : null;
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
                        "LSW9102W: The Leasewatch hook " + name + " failed. The application is not affected. Further"
                                + " failures are counted and not logged.",
                        failure);
            } else if (count == MOST_FAILURES) {
                LOG.log(
                        Level.ERROR,
                        "LSW9103E: The Leasewatch hook " + name + " failed " + count
                                + " times and is switched off until the monitor is restarted. Until then, the leases"
                                + " recorded by the agent are wrong. The applications are not affected. Restart the"
                                + " monitor.");
            }
        } catch (Throwable ignored) {
            // A failing log must not affect the server.
        }
    }

    /** Handles an event. */
    @FunctionalInterface
    interface Event {
        @Nullable
        Object happened(@Nullable Object first, @Nullable Object second);
    }
}
