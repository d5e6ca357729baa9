package io.leasewatch.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** An application that does nothing but look up the data source it is asked for and take one connection of it. */
@WebServlet("/*")
public class LookUpServlet extends HttpServlet {

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
}
