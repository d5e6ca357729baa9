package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.request.ContinuedWork;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that applications submit to the server's executors continue the work of the request that submits them, also where the
 * executor propagates no context of others.
 */
final class Tasks {

    private Tasks() {}

    /** The scope that the server's record of the task keeps. */
    static @Nullable Object submitted() {
        return ContinuedWork.submitted();
    }

    /** The current thread begins to run a task with this record. Returns the {@code Runnable} that ends it. */
    static @Nullable Object runs(@Nullable Object task) {
        return task instanceof Supplier<?> kept && kept.get() instanceof Scope scope
                ? ContinuedWork.begin(scope)
                : null;
    }
}
