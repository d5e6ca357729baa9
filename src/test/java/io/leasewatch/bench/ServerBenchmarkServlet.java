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
import java.util.ArrayList;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The application that is measured. It knows nothing of Leasewatch.
 *
 * <p>{@code loop?do=…&from=…&slices=…} does one thing over and over for that many slices of time, and answers a line of bytes per
 * time, then for each slice which one it was and how often the thing was done. Slices are counted by the JVM's clock, so that what
 * several requests did in one slice can be added up. {@code once} is one request that does one query, and {@code processor} the
 * time of all processors, in nanoseconds, that the server has taken.
 */
@WebServlet("/*")
public class ServerBenchmarkServlet extends HttpServlet {

    static final long SLICE_NANOS = 100_000_000;

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
                case "/once" -> String.valueOf(query(shared, 7));
                case "/processor" ->
                    String.valueOf(
                            ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
                default -> {
                    DataSource from = request.getParameter("from").equals("shared") ? shared : unshared;
                    int slices = Integer.parseInt(request.getParameter("slices"));
                    yield loop(request.getParameter("do").equals("query"), from, slices);
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String loop(boolean query, DataSource from, int slices) throws SQLException {
        List<String> lines = new ArrayList<>();
        // What is left of the first slice does not count.
        long current = System.nanoTime() / SLICE_NANOS;
        long last = current + slices;
        long inSlice = 0;
        long all = 0;
        long allocated = threads.getCurrentThreadAllocatedBytes();
        while (current <= last) {
            for (int i = 0; i < BATCH; i++) {
                if (query) {
                    query(from, (int) (all % ROWS));
                } else {
                    take(from);
                }
                all++;
            }
            long now = System.nanoTime() / SLICE_NANOS;
            inSlice += BATCH;
            if (now != current) {
                lines.add(current + " " + inSlice);
                current = now;
                inSlice = 0;
            }
        }
        long bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / all;
        return bytes + "\n" + String.join("\n", lines.subList(1, lines.size()));
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
