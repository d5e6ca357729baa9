package io.leasewatch.it.inside;

import io.leasewatch.Watched;
import io.leasewatch.core.lease.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Takes connections of a data source that is watched by injection. */
@ApplicationScoped
public class Watching {

    @Inject
    @Watched("jdbc/inside")
    private DataSource dataSource;

    /** The leases that are open while a connection is out. */
    public List<Lease> take() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.isValid(1)) {
                throw new SQLException("The connection is not valid");
            }
            return OpenLeases.all();
        }
    }
}
