package io.leasewatch.it.corpus;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.sql.Connection;
import java.sql.SQLException;

/** Handles messages, each in a transaction. */
@MessageDriven(
        name = "Inbox",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/inbox"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue")
        })
public class Inbox extends Databases implements MessageListener {

    @Override
    public void onMessage(Message message) {
        try {
            handle(((TextMessage) message).getText());
        } catch (JMSException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(String how) throws SQLException {
        switch (how) {
            case "handled" -> {
                try (Connection connection = manual.getConnection()) { // messages/handled
                    use(connection);
                }
            }
            case "handled-shareable" -> {
                try (Connection connection = shared.getConnection()) { // messages/handled-shareable
                    use(connection);
                }
            }
            case "left-open" -> keep(manual.getConnection()); // messages/left-open
            default -> {}
        }
    }
}
