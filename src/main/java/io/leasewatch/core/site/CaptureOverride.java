package io.leasewatch.core.site;

import io.leasewatch.core.text.OverrideText;

/**
 * A capture mode for the leases of one service or one pool.
 *
 * @param of whether it applies to a service or a pool
 * @param name the name of the service or the pool
 * @param mode how much of the stack is captured for these leases
 */
public record CaptureOverride(Of of, String name, CaptureMode mode) {

    /** The kinds of overrides, in the order of their precedence. */
    public enum Of {
        SERVICE,
        POOL
    }

    /**
     * Parses an override such as {@code pool:jdbc/batch=off}.
     *
     * @throws IllegalArgumentException if the text does not have this form
     */
    public static CaptureOverride parse(String text) {
        OverrideText parts = OverrideText.parse(text);
        return new CaptureOverride(
                OverrideText.constant(Of.class, parts.kind()),
                parts.name(),
                OverrideText.constant(CaptureMode.class, parts.value()));
    }

    boolean fits(String pool, String service) {
        return name.equals(of == Of.POOL ? pool : service);
    }
}
