package io.leasewatch.monitor.history;

import java.sql.SQLException;

/** Opens the store. May block for a long time. */
@FunctionalInterface
public interface StoreFactory {

    HistoryStore open() throws SQLException;
}
