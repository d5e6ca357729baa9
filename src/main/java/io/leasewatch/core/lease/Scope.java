package io.leasewatch.core.lease;

import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.UnitOfWork;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: a request, or a declared lease inside one.
 *
 * <p>Thread-safe: threads other than the one that works in it may change its borrower or end it.
 */
public final class Scope {

    private static final AtomicInteger ERA = new AtomicInteger();
    private static final AtomicReferenceFieldUpdater<Scope, @Nullable Borrower> BORROWER =
            AtomicReferenceFieldUpdater.newUpdater(Scope.class, Borrower.class, "borrower");
    private static final AtomicReferenceFieldUpdater<Scope, Work> WORK =
            AtomicReferenceFieldUpdater.newUpdater(Scope.class, Work.class, "work");

    private final @Nullable Lease declared;
    private final boolean inheritable;
    private final UnitOfWork unit;
    private final int era;
    /** The scope that this one continues, otherwise this one. */
    private final Scope origin;

    private final AtomicReference<@Nullable Taken> taken = new AtomicReference<>();
    private volatile @Nullable Scope outer;
    /** {@code null} until it is asked for. */
    private volatile @Nullable Borrower borrower;

    private volatile @Nullable Supplier<Borrower> naming;
    private volatile boolean ended;
    private volatile Work work = Work.NONE;

    /** Creates the scope of a request, or of a part of it on another thread. */
    public Scope(Borrower borrower) {
        this(borrower, null, null, true, UnitOfWork.REQUEST);
    }

    /**
     * Creates the scope of a request in which the current thread {@linkplain #workBegan has begun to work} at {@code nowNanos}. Its borrower is found
     * out when it is asked for first, because most requests need none; {@code naming} is not called after the {@link #end}.
     */
    public Scope(Supplier<Borrower> naming, long nowNanos) {
        this(null, null, null, true, UnitOfWork.REQUEST);
        this.naming = naming;
        this.work = new Work(1, -nowNanos);
    }

    /** Creates the scope of {@code declared}. It ends when that lease is closed; then {@code outer} continues. */
    public Scope(Borrower borrower, @Nullable Lease declared, @Nullable Scope outer) {
        this(borrower, declared, outer, true, declared == null ? UnitOfWork.REQUEST : UnitOfWork.OPERATION);
    }

    private Scope(
            @Nullable Borrower borrower,
            @Nullable Lease declared,
            @Nullable Scope outer,
            boolean inheritable,
            UnitOfWork unit) {
        this(borrower, declared, outer, inheritable, unit, ERA.get(), null);
    }

    private Scope(
            @Nullable Borrower borrower,
            @Nullable Lease declared,
            @Nullable Scope outer,
            boolean inheritable,
            UnitOfWork unit,
            int now,
            @Nullable Scope continued) {
        this.borrower = borrower;
        this.declared = declared;
        this.outer = outer;
        this.inheritable = inheritable;
        this.unit = unit;
        this.era = outer == null ? now : outer.era;
        this.origin = continued == null ? this : continued.origin;
        if (outer != null) {
            outer.removeEnded();
        }
    }

    /**
     * Creates the scope of a call of a bean by the server, inside any other scope of the thread. It owns the leases that are
     * opened in it.
     */
    static Scope call(Borrower borrower, @Nullable Scope outer) {
        return new Scope(borrower, null, outer, true, UnitOfWork.OPERATION);
    }

    /** Whether this is a call of a bean by the server. */
    public boolean isCall() {
        return declared == null && unit == UnitOfWork.OPERATION;
    }

    /** Removes enclosing scopes that have ended, so that overlapping work does not build an ever longer chain. */
    private void removeEnded() {
        Scope around = outer;
        while (around != null && around.isOver()) {
            around = around.outer;
        }
        outer = around;
    }

    /**
     * Starts a new era and returns its number. Scopes created from now on belong to it, except those that continue or are nested
     * in an older one.
     */
    public static int newEra() {
        return ERA.incrementAndGet();
    }

    /** The era in which the outermost enclosing scope began. */
    public int era() {
        return era;
    }

    /** The borrower of leases that are opened in this scope. */
    public Borrower borrower() {
        Borrower known = borrower;
        return known == null ? name() : known;
    }

    private Borrower name() {
        Supplier<Borrower> known = naming;
        Borrower named = known == null ? Borrower.UNKNOWN : known.get();
        // Two threads may ask at once. A request has one id.
        return BORROWER.compareAndSet(this, null, named) ? named : borrower();
    }

    /** Whether the borrower was asked for or replaced. */
    public boolean isNamed() {
        return borrower != null;
    }

    /** The declared lease of this scope, {@code null} for a request. */
    public @Nullable Lease declared() {
        return declared;
    }

    @Nullable
    Scope outer() {
        return outer;
    }

    /** Replaces the borrower when more is known about it. */
    public void become(Borrower known) {
        borrower = known;
    }

    /** Ends the scope, even if threads still work in it. */
    public void end() {
        ended = true;
        naming = null;
    }

    boolean isOver() {
        return ended || (declared != null && !declared.isOpen());
    }

    /** The scope for a thread that continues this work and may run longer. */
    public Scope continued() {
        Scope alone = new Scope(borrower(), null, null, false, UnitOfWork.REQUEST, era, outermost());
        return declared == null ? alone : new Scope(borrower(), declared, alone, false, UnitOfWork.OPERATION);
    }

    /** Whether this scope and {@code other} are the same work, or one continues the other. */
    public boolean isPartOf(Scope other) {
        return outermost().origin == other.outermost().origin;
    }

    /** Whether this is work that another thread began. */
    public boolean isContinued() {
        Scope outermost = outermost();
        return outermost.origin != outermost;
    }

    private Scope outermost() {
        Scope found = this;
        for (Scope around = outer; around != null; around = around.outer) {
            found = around;
        }
        return found;
    }

    /** A thread begins to work in this scope. Every call is followed by one call of {@link #workEnded}. */
    public void workBegan(long nowNanos) {
        WORK.updateAndGet(outermost().origin, now -> new Work(now.threads + 1, now.sum - nowNanos));
    }

    /** A thread has finished its work in this scope. */
    public void workEnded(long nowNanos) {
        WORK.updateAndGet(outermost().origin, now -> new Work(now.threads - 1, now.sum + nowNanos));
    }

    /** The total time that threads worked in this scope and in those that continue it, in nanoseconds. */
    public long workedNanosAt(long nowNanos) {
        Work now = work;
        return now.sum + now.threads * nowNanos;
    }

    /** Records a lease that was opened in this scope or in a nested one. */
    void took(Lease lease) {
        Taken before;
        do {
            before = taken.get();
        } while (!taken.compareAndSet(before, Taken.after(before, lease)));
    }

    boolean hasOpen() {
        for (Taken link = taken.get(); link != null; link = link.before) {
            if (link.lease.isOpen()) {
                return true;
            }
        }
        return false;
    }

    /** Calls {@code each} with every open lease that was opened in this scope. */
    void forEachOpen(Consumer<Lease> each) {
        for (Taken link = taken.get(); link != null; link = link.before) {
            if (link.lease.isOpen()) {
                each.accept(link.lease);
            }
        }
    }

    /** The kind of unit of work. */
    UnitOfWork unit() {
        return unit;
    }

    /** Whether threads started in this scope inherit it. Not if it continues on another thread, because its end is not known there. */
    boolean isInheritable() {
        return inheritable;
    }

    /** How many threads work now, and the ends of all work minus its beginnings, as readings of the ticker. Immutable. */
    private static final class Work {
        private static final Work NONE = new Work(0, 0);

        private final int threads;
        private final long sum;

        private Work(int threads, long sum) {
            this.threads = threads;
            this.sum = sum;
        }
    }

    /**
     * A linked list of leases, the newest first. Closed leases are removed over time, so the list is hardly longer than the
     * number of open leases.
     */
    private static final class Taken {
        private static final int SHORT = 16;

        private final Lease lease;
        private final @Nullable Taken before;
        private final int length;
        private final int shortest;

        private Taken(Lease lease, @Nullable Taken before, int shortest) {
            this.lease = lease;
            this.before = before;
            this.length = before == null ? 1 : before.length + 1;
            this.shortest = shortest;
        }

        static Taken after(@Nullable Taken before, Lease lease) {
            Taken rest = before;
            while (rest != null && !rest.lease.isOpen()) {
                rest = rest.before;
            }
            int shortest = rest == null ? 0 : rest.shortest;
            if (rest != null && rest.length > 2 * shortest + SHORT) {
                rest = open(rest);
                shortest = rest == null ? 0 : rest.length;
            }
            return new Taken(lease, rest, shortest);
        }

        private static @Nullable Taken open(Taken all) {
            Taken kept = null;
            for (Taken link = all; link != null; link = link.before) {
                if (link.lease.isOpen()) {
                    kept = new Taken(link.lease, kept, 0);
                }
            }
            return kept;
        }
    }
}
