package io.leasewatch.monitor.channel;

import java.io.IOException;

/** Thrown if a URL resolves to an address that is not allowed. */
final class ForbiddenAddressException extends IOException {

    ForbiddenAddressException() {
        super("the address is not public");
    }
}
