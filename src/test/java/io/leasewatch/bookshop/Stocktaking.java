package io.leasewatch.bookshop;

import io.leasewatch.TrackConnections;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Work that holds a connection for long, rightly, and says so. */
@ApplicationScoped
public class Stocktaking {

    @Resource(lookup = "jdbc/bookshop")
    private DataSource bookshop;

    @TrackConnections(maxHold = "PT10M", reason = "Stocktaking reads every shelf over one connection")
    public void count(Duration duration) throws SQLException, InterruptedException {
        try (Connection connection = bookshop.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from book");
            Thread.sleep(duration.toMillis());
        }
    }
}
