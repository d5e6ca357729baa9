package io.leasewatch.monitor.channel;

import java.net.UnknownHostException;

/** Thrown if a URL resolves to an address that is not allowed. */
final class ForbiddenAddressException extends UnknownHostException {

    ForbiddenAddressException() {
        super("the address is not public");
    }
}
