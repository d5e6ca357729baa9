package io.leasewatch.it;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application that brings a pool of its own along and knows nothing of Leasewatch. */
@WebServlet("/*")
public class OwnPoolServlet extends HttpServlet {

    private final List<Connection> forgotten = new CopyOnWriteArrayList<>();
    private final HikariDataSource source = new HikariDataSource();

    @Override
    public void init() {
        source.setPoolName("orders");
        source.setJdbcUrl("jdbc:h2:mem:orders");
        source.setDriverClassName("org.h2.Driver");
        source.setMaximumPoolSize(2);
    }

    @Override
    public void destroy() {
        source.close();
    }

    /** Takes a connection on a thread of its own and forgets it. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        new Thread(this::forget, "own-pool-forgetful").start();
    }

    private void forget() {
        try {
            forgotten.add(source.getConnection());
        } catch (SQLException e) {
            log("No connection.", e);
        }
    }

    /** Closes what was forgotten. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            for (Connection connection : forgotten) {
                connection.close();
            }
            forgotten.clear();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
