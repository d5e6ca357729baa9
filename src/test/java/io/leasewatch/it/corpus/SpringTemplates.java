package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's templates and transactions, which keep the connection of a transaction on the thread. */
@RequestScoped
@Path("spring")
public class SpringTemplates extends Databases {

    @GET
    @Path("template")
    @Innocent
    public String template() {
        return "found " + new JdbcTemplate(manual).queryForObject("select 1", Integer.class); // spring/template
    }

    @GET
    @Path("callback")
    @Innocent
    public String callback() {
        return "found " + new JdbcTemplate(manual).<String>execute(Databases::use); // spring/callback
    }

    @GET
    @Path("transaction")
    @Innocent
    public String transaction() {
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(manual));
        return "did " + transactions.<String>execute(status -> twice()); // spring/transaction
    }

    private String twice() {
        JdbcTemplate template = new JdbcTemplate(manual);
        template.execute("select 1");
        return String.valueOf(template.queryForObject("select 2", Integer.class));
    }

    @GET
    @Path("lazy")
    @Innocent
    public String lazy() {
        JdbcTemplate template = new JdbcTemplate(new LazyConnectionDataSourceProxy(manual));
        return "found " + template.queryForObject("select 1", Integer.class); // spring/lazy
    }

    @GET
    @Path("proxied")
    @Innocent
    public String proxied() throws SQLException {
        try (Connection connection = new TransactionAwareDataSourceProxy(manual).getConnection()) {
            return use(connection); // spring/proxied
        }
    }

    @GET
    @Path("streamed")
    @Innocent
    public String streamed() {
        try (Stream<Integer> rows = new JdbcTemplate(manual)
                .queryForStream("select 1", (row, number) -> row.getInt(1))) { // spring/streamed
            return "found " + rows.count();
        }
    }

    @GET
    @Path("stream-left-open")
    @Leaks(kind = "outlived_request")
    public String streamLeftOpen() {
        return "found "
                + keep(new JdbcTemplate(manual)
                                .queryForStream("select 1", (row, number) -> row.getInt(1))) // spring/stream-left-open
                        .iterator()
                        .next();
    }

    @GET
    @Path("not-released")
    @Leaks(kind = "outlived_request")
    public String notReleased() throws SQLException {
        return keep(DataSourceUtils.getConnection(manual)); // spring/not-released
    }

    /** The thread goes back to the server with the transaction, and the next request on it would be part of it. */
    @GET
    @Path("transaction-not-ended")
    @Leaks(kind = "outlived_request", idleInTransaction = true)
    public String transactionNotEnded() throws Exception {
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(manual);
        TransactionStatus begun =
                keep(transactions.getTransaction(new DefaultTransactionDefinition())); // spring/transaction-not-ended
        new JdbcTemplate(manual).execute("select 1");
        org.springframework.transaction.support.TransactionSynchronizationManager.unbindResource(manual);
        org.springframework.transaction.support.TransactionSynchronizationManager.clear();
        return "begun " + begun.isNewTransaction();
    }
}
