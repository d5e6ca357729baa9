package io.leasewatch.peers;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Somebody who looks for leaks. */
interface Peer extends AutoCloseable {

    /** How a query can take its time. */
    String INIT = ";INIT=create alias if not exists sleep for 'java.lang.Thread.sleep(long)'";

    /** A new pool over a database of that name in memory, which looks for leaks by {@link Stage#LIMIT}. */
    DataSource pool(String database) throws SQLException;

    /** What it has said so far of that pool, in the order in which it did. */
    List<Said> said(String database);

    /** What is right to say of a program, in its own words. */
    String right(PlainProgram program);

    /** Closes its pools. */
    @Override
    void close();
}
