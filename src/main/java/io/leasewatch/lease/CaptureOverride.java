package io.leasewatch.lease;

import java.util.Locale;

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
        int colon = text.indexOf(':');
        int equals = text.lastIndexOf('=');
        if (colon < 1 || equals < colon + 2) {
            throw new IllegalArgumentException(text);
        }
        Of of = switch (text.substring(0, colon).strip()) {
            case "service" -> Of.SERVICE;
            case "pool" -> Of.POOL;
            default -> throw new IllegalArgumentException(text);
        };
        String mode = text.substring(equals + 1).strip();
        if (!mode.equals(mode.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(text);
        }
        return new CaptureOverride(
                of, text.substring(colon + 1, equals).strip(), CaptureMode.valueOf(mode.toUpperCase(Locale.ROOT)));
    }

    boolean fits(Pool pool, Borrower borrower) {
        return name.equals(of == Of.POOL ? pool.name() : borrower.operation().service());
    }
}
