package io.leasewatch.it.corpus;

import jakarta.enterprise.concurrent.Asynchronous;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Methods that a managed executor runs. */
@ApplicationScoped
public class Errands extends Databases {

    @Asynchronous
    public CompletableFuture<String> run() throws SQLException {
        try (Connection connection = manual.getConnection()) { // workers/method
            return Asynchronous.Result.complete(use(connection));
        }
    }

    @Asynchronous
    public CompletableFuture<String> runAndLeaveOpen() throws SQLException {
        return Asynchronous.Result.complete(keep(manual.getConnection())); // workers/method-left-open
    }
}
