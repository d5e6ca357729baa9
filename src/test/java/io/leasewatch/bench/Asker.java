package io.leasewatch.bench;

import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;

/** An application that asks a data source for a connection. */
final class Asker implements Function<DataSource, Callable<Connection>> {

    @Override
    public Callable<Connection> apply(DataSource source) {
        return () -> source.getConnection();
    }
}
