package io.leasewatch.it.corpus;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.sql.Connection;
import java.sql.SQLException;

/** Loads cargos into ships, as messages report it. */
@MessageDriven(
        name = "HandlingReports",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/handling"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue")
        })
public class HandlingReports extends Databases implements MessageListener {

    @EJB
    private Bookings bookings;

    @Override
    public void onMessage(Message message) {
        try {
            handle(((TextMessage) message).getText());
        } catch (JMSException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(String cargo) throws SQLException {
        if (cargo.equals("handled-left-open")) {
            keep(manual.getConnection()); // cargo/handled-left-open
        } else {
            try (Connection connection = manual.getConnection()) { // cargo/handled
                use(connection);
            }
        }
        bookings.move(cargo, "ship");
    }
}
