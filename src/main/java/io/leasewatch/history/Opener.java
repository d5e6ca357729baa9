package io.leasewatch.history;

import java.sql.SQLException;

/** Opens the store, waiting for it as long as it takes. */
@FunctionalInterface
public interface Opener {

    HistoryStore open() throws SQLException;
}
