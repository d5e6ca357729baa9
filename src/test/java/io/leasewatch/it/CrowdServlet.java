package io.leasewatch.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Takes connections of many data sources and keeps them until it is told otherwise. It knows nothing of Leasewatch.
 *
 * <p>{@code /<data source>/<what>?count=…}: {@code export} and {@code report} keep as many on a thread that goes on, {@code forget} on one
 * that ends, {@code release} closes all of them, and {@code serve} is a request that takes one for a while.
 */
@WebServlet("/*")
public class CrowdServlet extends HttpServlet {

    private static final long SERVED_MILLIS = 150;

    private final Map<String, List<Connection>> kept = new ConcurrentHashMap<>();
    private final transient CountDownLatch over = new CountDownLatch(1);

    @Override
    public void destroy() {
        over.countDown();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] path = request.getPathInfo().split("/");
        String count = request.getParameter("count");
        try {
            run(path[1], path[2], count == null ? 1 : Integer.parseInt(count));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | NamingException e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, e.toString());
        }
    }

    private void run(String name, String what, int count) throws SQLException, NamingException, InterruptedException {
        DataSource source = InitialContext.doLookup("jdbc/" + name);
        switch (what) {
            case "export" -> keep(name, count, true, () -> export(source));
            case "report" -> keep(name, count, true, () -> report(source));
            case "forget" -> keep(name, count, false, () -> forget(source));
            case "release" -> release(name);
            default -> serve(source);
        }
    }

    private static Connection export(DataSource source) throws SQLException {
        return source.getConnection();
    }

    private static Connection report(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        query(connection);
        return connection;
    }

    private static Connection forget(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        query(connection);
        return connection;
    }

    private static void serve(DataSource source) throws SQLException, InterruptedException {
        try (Connection connection = source.getConnection()) {
            query(connection);
            Thread.sleep(SERVED_MILLIS);
        }
    }

    private static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from information_schema.tables where table_name = 'book'");
        }
    }

    /** On a thread that the request starts, and whose it is therefore. */
    private void keep(String name, int count, boolean goesOn, Callable<Connection> take) throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        for (int i = 0; i < count; i++) {
                            kept.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>())
                                    .add(take.call());
                        }
                        taken.countDown();
                        if (goesOn) {
                            over.await();
                        }
                    } catch (Exception e) {
                        log("No connection of " + name, e);
                    }
                },
                name + "-" + kept.size());
        thread.setDaemon(true);
        thread.start();
        taken.await(1, TimeUnit.MINUTES);
    }

    private void release(String name) throws SQLException {
        List<Connection> all = kept.remove(name);
        for (Connection connection : all == null ? List.<Connection>of() : all) {
            connection.close();
        }
    }
}
