package io.leasewatch.it.corpus;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads with one connection from the beginning of its step until the end, unless it is the writer who works with a database. */
@Dependent
@Named("numbersRead")
public class NumbersRead extends Databases implements ItemReader {

    private static final int ITEMS = 5;

    @Inject
    @BatchProperty(name = "how")
    private String how;

    private @Nullable Connection connection;
    private int read;

    @Override
    public void open(@Nullable Serializable checkpoint) throws SQLException {
        if (how.equals("reader-left-open")) {
            keep(manual.getConnection()); // batch/reader-left-open
        } else if (how.equals("chunks")) {
            connection = manual.getConnection(); // batch/chunks
        }
    }

    @Override
    public @Nullable Object readItem() throws SQLException {
        if (connection != null) {
            use(connection);
        }
        think(Duration.ofMillis(200));
        return ++read > ITEMS ? null : read;
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public Serializable checkpointInfo() {
        return read;
    }
}
