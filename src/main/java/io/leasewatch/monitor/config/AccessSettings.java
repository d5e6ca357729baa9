package io.leasewatch.monitor.config;

import java.util.List;

/**
 * Limits for requests to the API.
 *
 * @param readyz the client addresses that may request {@code /readyz} without authentication
 * @param resettable whether metrics and alerts may be cleared; true in the profiles {@code dev} and {@code test}
 * @param operationsPerMinute how many changes one user may request per minute, at least 1
 * @param failedLoginsPerMinute how many logins of one user or address may fail per minute, at least 1
 * @param largestBody the maximum size of a request body in bytes
 */
public record AccessSettings(
        List<AddressRange> readyz,
        boolean resettable,
        int operationsPerMinute,
        int failedLoginsPerMinute,
        int largestBody) {

    public AccessSettings {
        readyz = List.copyOf(readyz);
    }

    public boolean mayAskReadyz(String address) {
        return readyz.stream().anyMatch(range -> range.contains(address));
    }
}
