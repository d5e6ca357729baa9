package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Goes on with a request on another thread of the web container. */
@WebServlet(urlPatterns = "/servlets/later", asyncSupported = true)
public class AsyncServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Resource(lookup = "jdbc/manual", shareable = false)
    private transient DataSource manual;

    @Override
    @Innocent
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            Connection connection = manual.getConnection(); // servlets/later
            AsyncContext later = request.startAsync();
            later.start(() -> answer(later, connection));
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    private static void answer(AsyncContext later, Connection connection) {
        Databases.think(Duration.ofSeconds(2));
        try (connection) {
            later.getResponse().getWriter().print(Databases.use(connection));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            later.complete();
        }
    }
}
