package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.LeaseRegistry;
import org.jspecify.annotations.Nullable;

/** What an application's class says before it asks a data source for a connection. */
final class CallHook {

    private final LeaseRegistry registry;

    CallHook(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** Answers what is to be run when the call is over, if anything. */
    @Nullable
    Runnable calling(@Nullable Object place, @Nullable Object source) {
        return place instanceof String told && source != null ? registry.calling(told, source) : null;
    }
}
