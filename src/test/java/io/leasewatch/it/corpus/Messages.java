package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;

/** Messages, which beans handle in transactions of their own. */
@RequestScoped
@Path("messages")
public class Messages extends Databases {

    @Resource(lookup = "jms/factory")
    private ConnectionFactory factory;

    @Resource(lookup = "jms/inbox")
    private Queue inbox;

    @GET
    @Path("handled")
    @Innocent
    public String handled() {
        return sent("handled");
    }

    @GET
    @Path("handled-shareable")
    @Innocent
    public String handledShareable() {
        return sent("handled-shareable");
    }

    @GET
    @Path("left-open")
    @Leaks(kind = "outlived_transaction")
    public String leftOpen() {
        return sent("left-open");
    }

    @GET
    @Path("sent-and-stored")
    @Innocent
    public String sentAndStored() throws JMSException, SQLException {
        try (java.sql.Connection stored = shared.getConnection(); // messages/sent-and-stored
                Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            session.createProducer(inbox).send(session.createTextMessage("stored"));
            return use(stored);
        }
    }

    private String sent(String how) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(inbox, how);
        }
        return "sent";
    }
}
