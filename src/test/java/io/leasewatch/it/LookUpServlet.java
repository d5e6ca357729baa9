package io.leasewatch.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** An application that does nothing but look up the data source it is asked for and take one connection of it. */
@WebServlet("/*")
public class LookUpServlet extends HttpServlet {

    private final List<Connection> forgotten = new CopyOnWriteArrayList<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        String name = request.getParameter("name");
        try (Connection connection = ((DataSource) new InitialContext().lookup(name)).getConnection()) {
            response.getWriter().write(connection.getMetaData().getDatabaseProductName());
        } catch (NamingException e) {
            getServletContext().log("Look-up of " + name + " failed", e);
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            response.getWriter().write(String.valueOf(e));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Takes a connection on a thread that ends, and forgets it. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            DataSource source = (DataSource) new InitialContext().lookup(request.getParameter("name"));
            new Thread(() -> forget(source), "look-up-forgetful").start();
        } catch (NamingException e) {
            throw new IOException(e);
        }
    }

    private void forget(DataSource source) {
        try {
            forgotten.add(source.getConnection());
        } catch (SQLException e) {
            log("No connection.", e);
        }
    }
}
