package io.leasewatch.it.corpus;

import io.leasewatch.TrackConnections;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What takes longer than a connection may be held. */
@RequestScoped
@Path("reports")
public class Reports extends Databases {

    @GET
    @Path("long-query")
    @Innocent
    public String longQuery() throws SQLException {
        try (Connection connection = shared.getConnection()) { // reports/long-query
            return query(connection, LONG);
        }
    }

    @GET
    @Path("long-transaction")
    @TrackConnections(maxHold = "PT1M", reason = "closes the month")
    @Innocent
    public String longTransaction() throws SQLException {
        try (Connection connection = manual.getConnection()) { // reports/long-transaction
            connection.setAutoCommit(false);
            use(connection);
            think(LONG);
            use(connection);
            connection.commit();
            return "committed";
        }
    }

    @GET
    @Path("long-without-a-word")
    @Leaks(kind = "overdue", ending = "returned_late")
    public String longWithoutAWord() throws SQLException {
        try (Connection connection = manual.getConnection()) { // reports/long-without-a-word
            use(connection);
            think(LONG);
            return use(connection);
        }
    }

    @GET
    @Path("closed-early")
    @Innocent
    public String closedEarly() throws SQLException {
        try (Connection connection = shared.getConnection()) { // reports/closed-early
            use(connection);
        }
        think(LONG);
        return "the server parked it until now";
    }

    @GET
    @Path("streamed")
    @Innocent
    public StreamingOutput streamed() {
        return output -> {
            try (Connection connection = manual.getConnection()) { // reports/streamed
                for (int i = 0; i < 10; i++) {
                    output.write(use(connection).getBytes(StandardCharsets.UTF_8));
                    output.flush();
                    think(Duration.ofMillis(100));
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        };
    }

    @GET
    @Path("streamed-and-left-open")
    @Leaks(kind = "outlived_request")
    public StreamingOutput streamedAndLeftOpen() {
        return output -> {
            try {
                Connection connection = manual.getConnection(); // reports/streamed-and-left-open
                output.write(keep(connection).getBytes(StandardCharsets.UTF_8));
            } catch (SQLException e) {
                throw new IOException(e);
            }
        };
    }
}
