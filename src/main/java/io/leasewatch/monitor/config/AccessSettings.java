package io.leasewatch.monitor.config;

import java.util.List;

/**
 * Who may ask what without a name and a password, what only tests may ask, and how much at once.
 *
 * @param readyz the addresses that may ask {@code /readyz}
 * @param resettable whether metrics and alerts may be cleared: in the profiles {@code dev} and {@code test}
 * @param operationsPerMinute how many changes one user may ask for in a minute, at least 1
 * @param largestBody how many bytes the body of a request may have
 */
public record AccessSettings(List<AddressRange> readyz, boolean resettable, int operationsPerMinute, int largestBody) {

    public AccessSettings {
        readyz = List.copyOf(readyz);
    }

    public boolean mayAskReadyz(String address) {
        return readyz.stream().anyMatch(range -> range.contains(address));
    }
}
