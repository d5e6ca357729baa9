package io.leasewatch.monitor.history;

import java.sql.SQLException;

/** Opens the store, waiting for it as long as it takes. */
@FunctionalInterface
public interface StoreFactory {

    HistoryStore open() throws SQLException;
}
