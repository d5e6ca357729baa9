package io.leasewatch.hooks;

import io.leasewatch.lease.LeaseRegistry;
import org.jspecify.annotations.Nullable;

/** What an application's class says before it asks a data source for a connection. */
final class Callers {

    private final LeaseRegistry registry;

    Callers(LeaseRegistry registry) {
        this.registry = registry;
    }

    /** Answers what is to be run when the call is over, if anything. */
    @Nullable
    Runnable calling(@Nullable Object place, @Nullable Object source) {
        return place instanceof String told && source != null ? registry.calling(told, source) : null;
    }
}
