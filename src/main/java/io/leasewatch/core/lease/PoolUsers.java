package io.leasewatch.core.lease;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** The data sources that hand out connections of a pool, held weakly. Thread-safe. */
final class PoolUsers {

    private static final int LEAST_CAPACITY = 16;

    private final List<WeakReference<Object>> users = new ArrayList<>(1);
    private int capacity = LEAST_CAPACITY;

    /** An application may create a data source for each request, so those that are gone are removed from time to time. */
    synchronized void add(Object user) {
        if (users.size() >= capacity) {
            users.removeIf(known -> known.refersTo(null));
            capacity = Math.max(LEAST_CAPACITY, 2 * users.size());
        }
        users.add(new WeakReference<>(user));
    }

    /** Whether there were data sources, and all of them are gone. */
    synchronized boolean areGone() {
        return !users.isEmpty() && users.stream().allMatch(known -> known.refersTo(null));
    }
}
