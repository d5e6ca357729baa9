package io.leasewatch.core.lease;

import io.leasewatch.core.text.OverrideText;
import io.leasewatch.core.work.Borrower;

/**
 * A capture mode of its own for the leases of a service or a pool: for what is known before anybody looks at the stack.
 *
 * @param of which of the two
 * @param name the service's or the pool's name
 * @param mode how much of the stack is kept for its leases
 */
public record CaptureOverride(Of of, String name, CaptureMode mode) {

    /** What it is for; the first that fits a lease counts. */
    public enum Of {
        SERVICE,
        POOL
    }

    /**
     * Reads {@code pool:jdbc/batch=off}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static CaptureOverride parse(String text) {
        OverrideText parts = OverrideText.parse(text);
        return new CaptureOverride(
                OverrideText.constant(Of.class, parts.kind()),
                parts.name(),
                OverrideText.constant(CaptureMode.class, parts.value()));
    }

    boolean fits(Pool pool, Borrower borrower) {
        return name.equals(of == Of.POOL ? pool.name() : borrower.operation().service());
    }
}
