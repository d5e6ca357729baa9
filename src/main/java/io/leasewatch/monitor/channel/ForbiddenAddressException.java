package io.leasewatch.monitor.channel;

import java.io.IOException;

/** An alert was to go to an address that alerts must not go to. */
final class ForbiddenAddressException extends IOException {

    ForbiddenAddressException() {
        super("the address is not a public one");
    }
}
