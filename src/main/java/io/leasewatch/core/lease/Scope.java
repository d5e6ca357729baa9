package io.leasewatch.core.lease;

import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.UnitOfWork;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a thread works on: a request, or a declared lease inside one.
 *
 * <p>Thread-safe: it may be narrowed or ended by another thread than the one that works in it.
 */
public final class Scope {

    private static final AtomicInteger ERA = new AtomicInteger();

    private final @Nullable Lease declared;
    private final boolean handedOn;
    private final UnitOfWork unit;
    private final int era;
    private final AtomicReference<@Nullable Taken> taken = new AtomicReference<>();
    private volatile @Nullable Scope outer;
    private volatile Borrower borrower;
    private volatile boolean ended;

    /** The work of a request, or what goes on of it elsewhere. */
    public Scope(Borrower borrower) {
        this(borrower, null, null, true, UnitOfWork.REQUEST);
    }

    /** The work of {@code declared}, over when that is closed; then {@code outer} goes on. */
    public Scope(Borrower borrower, @Nullable Lease declared, @Nullable Scope outer) {
        this(borrower, declared, outer, true, declared == null ? UnitOfWork.REQUEST : UnitOfWork.OPERATION);
    }

    private Scope(
            Borrower borrower, @Nullable Lease declared, @Nullable Scope outer, boolean handedOn, UnitOfWork unit) {
        this(borrower, declared, outer, handedOn, unit, ERA.get());
    }

    private Scope(
            Borrower borrower,
            @Nullable Lease declared,
            @Nullable Scope outer,
            boolean handedOn,
            UnitOfWork unit,
            int now) {
        this.borrower = borrower;
        this.declared = declared;
        this.outer = outer;
        this.handedOn = handedOn;
        this.unit = unit;
        this.era = outer == null ? now : outer.era;
        if (outer != null) {
            outer.forgetEnded();
        }
    }

    /** A call of a bean by the server, whatever else the thread is in. Nobody else may own what is taken in it. */
    static Scope call(Borrower borrower, @Nullable Scope outer) {
        return new Scope(borrower, null, outer, true, UnitOfWork.OPERATION);
    }

    /** Whether it is a call of a bean by the server. */
    public boolean isCall() {
        return declared == null && unit == UnitOfWork.OPERATION;
    }

    /** Lets go of what is over around this, so that work which overlaps for ever makes no chain that grows for ever. */
    private void forgetEnded() {
        Scope around = outer;
        while (around != null && around.isOver()) {
            around = around.outer;
        }
        outer = around;
    }

    /** What begins from now on is of a new era, whose number this answers; what goes on elsewhere, or within, is of the old one. */
    public static int newEra() {
        return ERA.incrementAndGet();
    }

    /** The era in which the outermost work around this began. */
    public int era() {
        return era;
    }

    /** Who takes the leases that are taken in here. */
    public Borrower borrower() {
        return borrower;
    }

    /** The declared lease this is the work of, {@code null} for a request. */
    public @Nullable Lease declared() {
        return declared;
    }

    @Nullable
    Scope outer() {
        return outer;
    }

    /** The borrower turned out to be more than was known at first. */
    public void become(Borrower known) {
        borrower = known;
    }

    /** The work is over, whichever thread still has it. */
    public void end() {
        ended = true;
    }

    boolean isOver() {
        return ended || (declared != null && !declared.isOpen());
    }

    /** The same work in the hands of a thread that may be at it for longer. */
    public Scope continued() {
        Scope alone = new Scope(borrower, null, null, false, UnitOfWork.REQUEST, era);
        return declared == null ? alone : new Scope(borrower, declared, alone, false, UnitOfWork.OPERATION);
    }

    /** A lease was taken in here, or in something within. */
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

    /** Calls {@code each} with every lease that was taken in here and is open. */
    void forEachOpen(Consumer<Lease> each) {
        for (Taken link = taken.get(); link != null; link = link.before) {
            if (link.lease.isOpen()) {
                each.accept(link.lease);
            }
        }
    }

    /** What kind of work this is. */
    UnitOfWork unit() {
        return unit;
    }

    /** Whether threads that are started in here work here, too: not in what goes on elsewhere, whose end nobody tells them. */
    boolean isHandedOn() {
        return handedOn;
    }

    /** A chain of leases, the newest first. Closed ones are let go of in time, so that it is hardly longer than what is out. */
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
