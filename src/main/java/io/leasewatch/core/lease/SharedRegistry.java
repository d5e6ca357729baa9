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
        initializeClasses();
        FailureLog failures = new FailureLog();
        load(LeaseListener.class, REGISTRY::addListener, failures);
        load(Transactions.class, REGISTRY.ownership()::setTransactions, failures);
    }

    private SharedRegistry() {}

    /**
     * A class whose initialization runs out of stack can never be used again. So the classes that an acquisition needs are
     * initialized here, and not by the first acquisition, which may be the last call that the stack has room for.
     */
    private static void initializeClasses() {
        LeaseRegistry trial = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
        Lease lease = trial.open(Acquisition.startedAt(trial.pool("", ""), Acquisition.START_UNKNOWN));
        if (lease != null) {
            trial.hold(lease, trial);
            trial.close(lease, Outcome.RETURNED);
        }
    }

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
