package io.leasewatch.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The application that is measured. It knows nothing of Leasewatch.
 *
 * <ul>
 *   <li>{@code once?take=…&from=…} takes so many connections, one after the other, and reads one row with each.
 *   <li>{@code later} reads one row in a task of a managed executor, and answers asynchronously.
 *   <li>{@code bean} reads one row in a transaction of an enterprise bean, {@code entity} does so by JPA.
 *   <li>{@code forget} takes one connection and does not close it; the server does, after the request.
 *   <li>{@code usage} answers the nanoseconds of all processors that the server has used so far, and for each of its live threads how many
 *       bytes it has allocated; {@code live} how many bytes are live after a collection, and the number of threads.
 * </ul>
 */
@WebServlet(urlPatterns = "/*", asyncSupported = true)
public class MeasuredServlet extends HttpServlet {

    private static final int ROWS = 1000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Resource(lookup = "jdbc/shared")
    private transient DataSource shared;

    @Resource
    private transient ManagedExecutorService executor;

    @Inject
    private transient MeasuredBean bean;

    @Override
    public void init() {
        try (Connection connection = shared.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table book (id int primary key, title varchar(100))");
            statement.execute("insert into book select x, 'Book ' || x from system_range(0, " + (ROWS - 1) + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        try {
            switch (request.getPathInfo()) {
                case "/later" -> later(request.startAsync());
                case "/usage" -> write(response, usage());
                case "/live" -> write(response, live());
                default -> {
                    read(request);
                    write(response, "done");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(HttpServletRequest request) throws SQLException {
        switch (request.getPathInfo()) {
            case "/once" -> {
                int times = Integer.parseInt(request.getParameter("take"));
                DataSource from = source(request.getParameter("from"));
                for (int i = 0; i < times; i++) {
                    title(from, i);
                }
            }
            case "/bean" -> bean.title(1);
            case "/entity" -> bean.titleOfEntity(1);
            case "/forget" -> forget();
            default -> throw new IllegalArgumentException("There is nothing to do at " + request.getPathInfo());
        }
    }

    private void later(AsyncContext context) {
        executor.execute(() -> {
            try {
                title(shared, 1);
                write((HttpServletResponse) context.getResponse(), "done");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                context.complete();
            }
        });
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        response.getWriter().write(text);
    }

    private DataSource source(String name) {
        return switch (name) {
            case "shared" -> shared;
            case "hikari" -> MeasuredPools.of(false);
            case "hikari-detecting" -> MeasuredPools.of(true);
            default -> throw new IllegalArgumentException("There is no data source " + name);
        };
    }

    private String usage() {
        StringBuilder usage = new StringBuilder();
        usage.append(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
        for (long id : threads.getAllThreadIds()) {
            usage.append(' ').append(id).append('=').append(Math.max(0, threads.getThreadAllocatedBytes(id)));
        }
        return usage.toString();
    }

    private String live() {
        // What weak and soft references, and finalizers, hold back goes with the second one.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " " + threads.getThreadCount();
    }

    private void forget() throws SQLException {
        Connection connection = shared.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select title from book where id = 1");
        }
    }

    static String title(DataSource from, int id) throws SQLException {
        try (Connection connection = from.getConnection();
                PreparedStatement statement = connection.prepareStatement("select title from book where id = ?")) {
            statement.setInt(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
