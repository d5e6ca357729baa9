package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The server's end of a WebSocket. */
@ServerEndpoint("/chat/{how}")
public class Chat {

    @Resource(lookup = "jdbc/manual", shareable = false)
    private DataSource manual;

    private @Nullable Connection connection;

    @OnOpen
    public void open(Session session, @PathParam("how") String how) throws SQLException {
        if (how.equals("held")) {
            connection = manual.getConnection(); // sockets/held
        }
    }

    @OnMessage
    public String message(String text, @PathParam("how") String how) throws SQLException {
        switch (how) {
            case "held" -> {
                if (connection != null) {
                    Databases.use(connection);
                }
            }
            case "message" -> {
                try (Connection each = manual.getConnection()) { // sockets/message
                    Databases.use(each);
                }
            }
            default -> Databases.keep(manual.getConnection()); // sockets/left-open
        }
        return text;
    }

    @OnClose
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
