package io.leasewatch.lease;

import org.jspecify.annotations.Nullable;

/**
 * What a thread works on: a request, or a declared lease inside one.
 *
 * <p>Thread-safe: it may be narrowed or ended by another thread than the one that works in it.
 */
public final class Scope {

    private final @Nullable Lease declared;
    private final boolean handedOn;
    private volatile @Nullable Scope outer;
    private volatile Borrower borrower;
    private volatile boolean ended;

    /** The work of a request, or what goes on of it elsewhere. */
    public Scope(Borrower borrower) {
        this(borrower, null, null, true);
    }

    /** The work of {@code declared}, over when that is closed; then {@code outer} goes on. */
    public Scope(Borrower borrower, @Nullable Lease declared, @Nullable Scope outer) {
        this(borrower, declared, outer, true);
    }

    private Scope(Borrower borrower, @Nullable Lease declared, @Nullable Scope outer, boolean handedOn) {
        this.borrower = borrower;
        this.declared = declared;
        this.outer = outer;
        this.handedOn = handedOn;
        if (outer != null) {
            outer.forgetEnded();
        }
    }

    /** Lets go of what is over around this, so that work which overlaps for ever makes no chain that grows for ever. */
    private void forgetEnded() {
        Scope around = outer;
        while (around != null && around.isOver()) {
            around = around.outer;
        }
        outer = around;
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
        Scope alone = new Scope(borrower, null, null, false);
        return declared == null ? alone : new Scope(borrower, declared, alone, false);
    }

    /** Whether threads that are started in here work here, too: not in what goes on elsewhere, whose end nobody tells them. */
    boolean isHandedOn() {
        return handedOn;
    }
}
