package io.leasewatch.hooks;

import io.leasewatch.lease.Lease;
import io.leasewatch.lease.Leases;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls the hooks in the order in which woven code does. */
final class ServerFixture {

    static final String AGENT = "io.leasewatch.agent";

    final Properties place = new Properties();
    final Leases leases = new Leases();
    final Hooks hooks = new Hooks(leases.registry, place);
    private final FakePoolManager pool = new FakePoolManager("jdbc/app", "dataSource[app]");

    ServerFixture() {
        place.put(AGENT, "1");
        hooks.install();
    }

    /** A handle is taken: what it keeps. */
    @Nullable
    Lease take() {
        return take(pool);
    }

    @Nullable
    Lease take(FakePoolManager from) {
        return (Lease) answer("opened", new Object(), (Supplier<Object>) () -> from);
    }

    void close(@Nullable Lease lease) {
        tell("closed", new Object(), lease);
    }

    void part(@Nullable Lease lease) {
        tell("parted", new Object(), lease);
    }

    @Nullable
    Lease rejoin(@Nullable Lease lease) {
        return (Lease) answer("rejoined", (Supplier<Object>) () -> pool, lease);
    }

    /** An application says that it is at {@code place} and calls {@code source}, and takes a handle from the server meanwhile. */
    @Nullable
    Lease takeAt(String place, @Nullable Object source) {
        Runnable end = (Runnable) answer("calling", place, source);
        Lease lease = take();
        if (end != null) {
            end.run();
        }
        return lease;
    }

    /** A request waits while {@code work} goes on, and gets no connection. */
    void waitInVain(Runnable work, Exception failure) {
        Runnable end = (Runnable) answer("waiting", pool, true);
        work.run();
        if (end != null) {
            end.run();
        }
        tell("refused", pool, failure);
    }

    /** The server does something of its own. */
    void during(String what, Runnable work) {
        tell(what, true, true);
        work.run();
        tell(what, false, false);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object answer(String event, @Nullable Object first, @Nullable Object second) {
        Object hook = place.get(AGENT + '.' + event);
        return hook == null
                ? null
                : ((BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) hook).apply(first, second);
    }

    @SuppressWarnings("unchecked")
    private void tell(String event, @Nullable Object first, @Nullable Object second) {
        Object hook = place.get(AGENT + '.' + event);
        if (hook != null) {
            ((BiConsumer<@Nullable Object, @Nullable Object>) hook).accept(first, second);
        }
    }

    /** The questions that the server's pool answers. */
    public record FakePoolManager(@Nullable String jndiName, String id) {

        public @Nullable String getJNDIName() {
            return jndiName;
        }

        public String getUniqueId() {
            return id;
        }
    }
}
