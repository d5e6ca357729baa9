package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls the hooks in the order in which woven code does. */
final class ServerFixture {

    static final String AGENT = "io.leasewatch.agent";

    final Properties place = new Properties();
    final Leases leases = new Leases();
    final Hooks hooks = new Hooks(leases.registry, place);
    /** How long the server takes to find a connection. */
    Duration slowness = Duration.ZERO;

    private final FakePoolManager pool = new FakePoolManager("jdbc/app", "dataSource[app]");

    ServerFixture() {
        place.put(AGENT, Hooks.VERSION);
        hooks.install();
    }

    /** A handle is taken on a managed connection of its own. */
    Keeper take() {
        return take(pool);
    }

    Keeper take(FakePoolManager from) {
        return take(from, new Keeper());
    }

    /** A handle is taken on a managed connection that this unit of work has already. */
    Keeper share(Keeper managed) {
        return take(pool, managed);
    }

    private Keeper take(FakePoolManager from, Keeper managed) {
        tell("reserving", from, from);
        leases.ticker.advance(slowness);
        tell("reserved", from, managed);
        Keeper handle = new Keeper();
        handle.accept(answer("opened", handle, handle));
        return handle;
    }

    void close(Keeper handle) {
        tell("closed", handle, handle.get());
    }

    void giveBack(Keeper managed) {
        tell("released", pool, managed);
        tell("released", null, null);
    }

    /** A managed connection is returned, but cannot be reused. */
    void giveBackUnclean(Keeper managed, Exception failure) {
        tell("released", pool, managed);
        tell("notCleaned", managed, failure);
        tell("released", null, null);
    }

    void part(Keeper handle) {
        tell("dissociated", handle, handle.get());
    }

    void rejoin(Keeper handle) {
        tell("reserving", pool, pool);
        leases.ticker.advance(slowness);
        tell("reserved", pool, new Keeper());
        handle.accept(answer("reassociated", handle, handle.get()));
    }

    /** A statement is executed while {@code work} goes on. */
    void execute(Keeper handle, @Nullable String sql, Runnable work) {
        execute(handle, sql, "an older agent's", work);
    }

    @SuppressWarnings("unchecked")
    void execute(Keeper handle, @Nullable String sql, Object statement, Runnable work) {
        Runnable end = (Runnable) answer("executing", handle, sql);
        if (end != null) {
            ((Consumer<Object>) end).accept(statement);
        }
        work.run();
        if (end != null) {
            end.run();
        }
    }

    /** An application says that it is at {@code place} and calls {@code source}, and takes a handle from the server meanwhile. */
    Keeper takeAt(String place, @Nullable Object source) {
        Runnable end = (Runnable) answer("calling", place, source);
        Keeper handle = take();
        if (end != null) {
            end.run();
        }
        return handle;
    }

    /** A request waits while {@code work} goes on, and gets no connection. */
    void waitInVain(Runnable work, Exception failure) {
        tell("reserving", pool, pool);
        Runnable end = (Runnable) answer("waiting", pool, true);
        work.run();
        if (end != null) {
            end.run();
        }
        tell("refused", pool, failure);
        tell("denied", pool, failure);
    }

    /** The current thread submits a task; the server's record of it. */
    Keeper submit() {
        Keeper task = new Keeper();
        task.accept(answer("submitted", task, task));
        return task;
    }

    /** The current thread runs {@code work} as the task of this record. */
    void run(Object task, Runnable work) {
        Runnable end = (Runnable) answer("running", task, task);
        work.run();
        if (end != null) {
            end.run();
        }
    }

    /** The begin of an event whose end is not observed, because the stack was exhausted. */
    void beginOnly(String what) {
        tell(what, true, true);
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

    /** An object of the server on which something is kept. */
    static final class Keeper implements Supplier<@Nullable Object>, Consumer<@Nullable Object> {
        private @Nullable Object kept;

        @Override
        public @Nullable Object get() {
            return kept;
        }

        @Override
        public void accept(@Nullable Object next) {
            kept = next;
        }

        boolean hasLease() {
            return kept != null;
        }

        Lease lease() {
            return ((HandleRecord) Objects.requireNonNull(kept)).lease();
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
