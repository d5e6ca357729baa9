package io.leasewatch.it.corpus;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes each chunk with a connection of its own, in the transaction of the chunk. */
@Dependent
@Named("numbersWritten")
public class NumbersWritten extends Databases implements ItemWriter {

    @Inject
    @BatchProperty(name = "how")
    private String how;

    private boolean left;

    @Override
    public void open(@Nullable Serializable checkpoint) {}

    @Override
    public void writeItems(List<Object> items) throws SQLException {
        if (how.equals("written")) {
            try (Connection connection = shared.getConnection()) { // batch/written
                use(connection);
            }
        } else if (how.equals("writer-left-open") && !left) {
            left = true;
            keep(manual.getConnection()); // batch/writer-left-open
        }
    }

    @Override
    public void close() {}

    @Override
    public @Nullable Serializable checkpointInfo() {
        return null;
    }
}
