package io.leasewatch.core.lease;

import io.leasewatch.core.text.FailureLog;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Transactions;
import java.util.Iterator;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The registry that all users of this class share, with the services that the class loader of the library finds. */
final class SharedRegistry {

    static final LeaseRegistry REGISTRY = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);

    private static final int MOST_SERVICES = 500;

    static {
        FailureLog failures = new FailureLog();
        load(LeaseListener.class, REGISTRY::addListener, failures);
        load(Transactions.class, REGISTRY.ownership()::setTransactions, failures);
    }

    private SharedRegistry() {}

    private static <T> void load(Class<T> type, Consumer<T> use, FailureLog failures) {
        Iterator<T> found =
                ServiceLoader.load(type, SharedRegistry.class.getClassLoader()).iterator();
        // Either call throws for a service that cannot be loaded; the iteration continues with the next one.
        for (int i = 0; i < MOST_SERVICES; i++) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                use.accept(found.next());
            } catch (Throwable e) {
                failures.report("loading a service", e);
            }
        }
    }
}
