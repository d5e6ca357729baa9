package io.leasewatch.core.lease;

import io.leasewatch.core.text.FailureLog;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Transactions;
import java.util.Iterator;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The registry that all who share this class have in common, with the services that the library's class loader finds. */
final class SharedRegistry {

    static final LeaseRegistry REGISTRY = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);

    private static final int MOST_SERVICES = 500;

    static {
        FailureLog trouble = new FailureLog();
        load(LeaseListener.class, REGISTRY::addListener, trouble);
        load(Transactions.class, REGISTRY::transactions, trouble);
    }

    private SharedRegistry() {}

    private static <T> void load(Class<T> type, Consumer<T> use, FailureLog trouble) {
        Iterator<T> found =
                ServiceLoader.load(type, SharedRegistry.class.getClassLoader()).iterator();
        // A service that cannot be loaded throws from either call, and the next one goes on behind it.
        for (int i = 0; i < MOST_SERVICES; i++) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                use.accept(found.next());
            } catch (Throwable e) {
                trouble.report("loading a service", e);
            }
        }
    }
}
