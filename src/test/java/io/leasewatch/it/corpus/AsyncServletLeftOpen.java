package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Goes on with a request on another thread of the web container, which forgets the connection. */
@WebServlet(urlPatterns = "/servlets/later-left-open", asyncSupported = true)
public class AsyncServletLeftOpen extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Resource(lookup = "jdbc/manual", shareable = false)
    private transient DataSource manual;

    @Override
    @Leaks(kind = "outlived_request")
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            Databases.keep(manual.getConnection()); // servlets/later-left-open
        } catch (SQLException e) {
            throw new ServletException(e);
        }
        AsyncContext later = request.startAsync();
        later.start(() -> {
            Databases.think(Duration.ofSeconds(1));
            later.complete();
        });
    }
}
