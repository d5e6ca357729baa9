package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** jOOQ, which takes a connection for each query, or for as long as a transaction or a cursor lasts. */
@RequestScoped
@Path("jooq")
public class JooqQueries extends Databases {

    private DSLContext jooq() {
        return DSL.using(manual, SQLDialect.H2);
    }

    @GET
    @Path("fetched")
    @Innocent
    public String fetched() {
        return "found " + jooq().selectOne().fetch().size(); // jooq/fetched
    }

    @GET
    @Path("transaction")
    @Innocent
    public String transaction() {
        return jooq().transactionResult( // jooq/transaction
                        inner -> inner.dsl().selectOne().fetch().toString());
    }

    @GET
    @Path("streamed")
    @Innocent
    public String streamed() {
        try (Stream<?> rows = jooq().selectOne().fetchStream()) {
            return "found " + rows.count(); // jooq/streamed
        }
    }

    @GET
    @Path("later")
    @Innocent
    public CompletionStage<String> later() {
        return jooq().selectOne().fetchAsync().thenApply(rows -> "found " + rows.size()); // jooq/later
    }

    @GET
    @Path("cursor-left-open")
    @Leaks(kind = "outlived_request")
    public String cursorLeftOpen() {
        keep(jooq().selectOne().fetchLazy()); // jooq/cursor-left-open
        return "kept";
    }

    @GET
    @Path("stream-left-open")
    @Leaks(kind = "outlived_request")
    public String streamLeftOpen() {
        ResultQuery<?> query = jooq().select(DSL.field("x")).from("system_range(1, 9)");
        Stream<?> rows = keep(query.fetchStream());
        return "found " + rows.iterator().next(); // jooq/stream-left-open
    }
}
