package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.LeaseRegistry;
import org.jspecify.annotations.Nullable;

/** Receives the position at which an application is about to call a data source. */
final class CallHook {

    private final LeaseRegistry registry;

    CallHook(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** @return to be run when the call returns or throws; {@code null} for nothing */
    @Nullable
    Runnable calling(@Nullable Object place, @Nullable Object source) {
        return place instanceof String position && source != null ? registry.calling(position, source) : null;
    }
}
