package io.leasewatch.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The application that is measured. It knows nothing of Leasewatch.
 *
 * <p>{@code loop?do=…&from=…&slices=…} does one thing over and over for that many slices of time, and answers a line for each: how
 * many nanoseconds of a processor, and how many bytes, the thread has taken for one time. {@code once?take=…&from=…} is one request that takes so many
 * connections, one after the other, and does one query with each; and {@code processor} the time of all processors, in nanoseconds, that the server has taken so far;
 * {@code usage} also says how many bytes each of its live threads has allocated.
 */
@WebServlet("/*")
public class ServerBenchmarkServlet extends HttpServlet {

    private static final long SLICE_NANOS = 100_000_000;

    private static final int ROWS = 1000;

    /** So many before the clock is looked at. */
    private static final int BATCH = 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private transient DataSource shared;
    private transient DataSource unshared;

    @Override
    public void init() {
        try {
            shared = InitialContext.doLookup("jdbc/shared");
            unshared = InitialContext.doLookup("jdbc/unshared");
            fill();
        } catch (NamingException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill() throws SQLException {
        try (Connection connection = unshared.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table book (id int primary key, title varchar(100))");
            statement.execute("insert into book select x, 'Book ' || x from system_range(0, " + (ROWS - 1) + ")");
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().write(answer(request));
    }

    private String answer(HttpServletRequest request) {
        try {
            return switch (request.getPathInfo()) {
                case "/once" -> {
                    int times = Integer.parseInt(request.getParameter("take"));
                    DataSource from = source(request.getParameter("from"));
                    for (int i = 0; i < times; i++) {
                        query(from, i);
                    }
                    yield "done";
                }
                case "/processor" ->
                    String.valueOf(
                            ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
                case "/usage" -> usage();
                default -> {
                    DataSource from = source(request.getParameter("from"));
                    int slices = Integer.parseInt(request.getParameter("slices"));
                    yield loop(request.getParameter("do").equals("query"), from, slices);
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DataSource source(String name) {
        return switch (name) {
            case "shared" -> shared;
            case "unshared" -> unshared;
            case "hikari" -> ServerBenchmarkPools.of(false);
            case "hikari-detecting" -> ServerBenchmarkPools.of(true);
            default -> throw new IllegalArgumentException("There is no data source " + name);
        };
    }

    /** Nanoseconds of all processors, and how many bytes each live thread has allocated, by its id. */
    private String usage() {
        StringBuilder usage = new StringBuilder();
        usage.append(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
        for (long id : threads.getAllThreadIds()) {
            usage.append(' ').append(id).append('=').append(Math.max(0, threads.getThreadAllocatedBytes(id)));
        }
        return usage.toString();
    }

    private String loop(boolean query, DataSource from, int slices) throws SQLException {
        StringBuilder lines = new StringBuilder();
        for (int slice = 0; slice < slices; slice++) {
            long end = System.nanoTime() + SLICE_NANOS;
            long processor = threads.getCurrentThreadCpuTime();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long times = 0;
            do {
                for (int i = 0; i < BATCH; i++) {
                    if (query) {
                        query(from, i % ROWS);
                    } else {
                        take(from);
                    }
                }
                times += BATCH;
            } while (System.nanoTime() < end);
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            processor = threads.getCurrentThreadCpuTime() - processor;
            lines.append((double) processor / times)
                    .append(' ')
                    .append((double) allocated / times)
                    .append('\n');
        }
        return lines.toString();
    }

    private static void take(DataSource from) throws SQLException {
        from.getConnection().close();
    }

    private static String query(DataSource from, int id) throws SQLException {
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
