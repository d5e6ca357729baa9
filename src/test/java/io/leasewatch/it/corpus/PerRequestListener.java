package io.leasewatch.it.corpus;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Connection;
import java.sql.SQLException;

/** Gives requests of one path a connection, from their beginning until their end. */
@WebListener
public class PerRequestListener extends Databases implements ServletRequestListener {

    static final String CONNECTION = "corpus.connection";

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        if (((HttpServletRequest) event.getServletRequest()).getRequestURI().endsWith("servlets/listened")) {
            try {
                event.getServletRequest().setAttribute(CONNECTION, manual.getConnection()); // servlets/listened
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        if (event.getServletRequest().getAttribute(CONNECTION) instanceof Connection connection) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
