package io.leasewatch.it.corpus;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;

/** A broker's application, as benchmarks have it: session beans that use JDBC themselves, or through entities. */
@RequestScoped
@Path("trade")
public class Trade {

    @EJB
    private Broker broker;

    @EJB
    private OwnTransactions direct;

    @GET
    @Path("quote")
    @Innocent
    public String quote() throws SQLException {
        return broker.quote();
    }

    @GET
    @Path("order")
    @Innocent
    public String order() throws SQLException {
        return broker.order();
    }

    @GET
    @Path("order-later")
    @Innocent
    public String orderLater() throws SQLException {
        return broker.orderLater();
    }

    @GET
    @Path("order-refused")
    @Innocent
    public String orderRefused() throws SQLException {
        return broker.orderRefused();
    }

    @GET
    @Path("login-fails")
    @Leaks(kind = "outlived_request", ending = "closed_by_container")
    public String loginFails() {
        try {
            return broker.login();
        } catch (SQLException e) {
            return "failed as expected";
        }
    }

    @GET
    @Path("direct-order")
    @Innocent
    public String directOrder() throws Exception {
        return direct.order();
    }

    @GET
    @Path("direct-order-rolled-back")
    @Innocent
    public String directOrderRolledBack() throws Exception {
        return direct.orderRolledBack();
    }

    @GET
    @Path("kept-by-the-bean")
    @Leaks(kind = "overdue")
    public String keptByTheBean() throws SQLException {
        return broker.keptByTheBean();
    }
}
