package io.leasewatch.it.corpus;

import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;

/** Transactions of the container's. */
@Stateless
public class Clerk extends Databases {

    public String required() throws SQLException {
        try (Connection connection = shared.getConnection()) { // ejb/required
            return use(connection);
        }
    }

    public String requiredLeftOpen() throws SQLException {
        return use(shared.getConnection()); // ejb/required-left-open
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public String requiresNew() throws SQLException {
        try (Connection connection = manual.getConnection()) { // ejb/requires-new
            return use(connection);
        }
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public String requiresNewLeftOpen() throws SQLException {
        return keep(manual.getConnection()); // ejb/requires-new-left-open
    }

    @Asynchronous
    public Future<String> asynchronous() throws SQLException {
        try (Connection connection = manual.getConnection()) { // ejb/asynchronous
            return new AsyncResult<>(use(connection));
        }
    }

    @Asynchronous
    public Future<String> asynchronousLeftOpen() throws SQLException {
        return new AsyncResult<>(keep(manual.getConnection())); // ejb/asynchronous-left-open
    }

    @Asynchronous
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Future<String> asynchronousWithoutTransaction() throws SQLException {
        return new AsyncResult<>(keep(manual.getConnection())); // ejb/asynchronous-without-transaction
    }
}
