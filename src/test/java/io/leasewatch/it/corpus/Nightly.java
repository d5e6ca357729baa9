package io.leasewatch.it.corpus;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.Batchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.SQLException;

/** A step that is one task. */
@Dependent
@Named("nightly")
public class Nightly extends Databases implements Batchlet {

    @Inject
    @BatchProperty(name = "how")
    private String how;

    @Override
    public String process() throws SQLException {
        switch (how) {
            case "step" -> {
                try (Connection connection = shared.getConnection()) { // batch/step
                    use(connection);
                }
            }
            case "partitioned" -> {
                try (Connection connection = manual.getConnection()) { // batch/partitioned
                    use(connection);
                }
            }
            default -> keep(manual.getConnection()); // batch/step-left-open
        }
        return "done";
    }

    @Override
    public void stop() {}
}
