package io.leasewatch.config;

import java.util.List;

/**
 * Who may ask what without a name and a password, and what only tests may ask.
 *
 * @param readyz the addresses that may ask {@code /readyz}
 * @param resettable whether metrics and alerts may be cleared: in the profiles {@code dev} and {@code test}
 */
public record AccessSettings(List<AddressRange> readyz, boolean resettable) {

    public AccessSettings {
        readyz = List.copyOf(readyz);
    }

    public boolean mayAskReadyz(String address) {
        return readyz.stream().anyMatch(range -> range.contains(address));
    }
}
