package io.leasewatch.agent;

import javax.sql.DataSource;

/** A piece of an application that takes connections and leaves them open. */
public interface Piece {
    void take(DataSource source) throws Exception;
}
