package io.leasewatch.it;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import javax.naming.InitialContext;
import javax.sql.DataSource;

/**
 * An application that takes connections in different ways, and on request writes down what the agent tells of it, in place of the
 * monitor. It knows nothing of Leasewatch but the agent's keys.
 */
@WebServlet("/*")
public class AgentEventsServlet extends HttpServlet {

    private static final String KEY = "io.leasewatch.agent.";

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Connection> forgotten = new CopyOnWriteArrayList<>();

    @Resource
    private UserTransaction transaction;

    /** Writes an event down; it is a function or a consumer as the key wants it. */
    final class Recorder implements BiFunction<Object, Object, Object>, BiConsumer<Object, Object> {
        private final String event;

        Recorder(String event) {
            this.event = event;
        }

        @Override
        public Object apply(Object first, Object second) {
            accept(first, second);
            return event.equals("reassociated") ? second : "lease";
        }

        @Override
        public void accept(Object first, Object second) {
            events.add(first == null || first == Boolean.FALSE ? "/" + event : event);
        }
    }

    private void record() {
        for (String event : List.of(
                "opened",
                "closed",
                "dissociated",
                "reassociated",
                "reserved",
                "released",
                "waiting",
                "refused",
                "executing",
                "containerClosing",
                "aborting")) {
            System.getProperties().put(KEY + event, new Recorder(event));
        }
    }

    @Override
    public void destroy() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith(KEY));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        if (request.getParameter("record") != null) {
            record();
        }
        if (request.getParameter("take") == null) {
            response.getWriter().write(String.join(" ", events));
            return;
        }
        events.clear();
        try {
            take(request.getParameter("take"), request.getParameter("from"));
        } catch (Exception e) {
            throw new IOException(e);
        }
        events.add("|");
    }

    private void take(String how, String from) throws Exception {
        if (how.equals("close-forgotten")) {
            for (Connection connection : forgotten) {
                connection.close();
            }
            forgotten.clear();
            return;
        }
        DataSource source = (DataSource) new InitialContext().lookup(from);
        switch (how) {
            case "close" -> source.getConnection().close();
            case "forget" -> forgotten.add(source.getConnection());
            case "abort" -> source.getConnection().abort(Runnable::run);
            case "use-forgotten" -> forgotten.get(0).getMetaData().getURL();
            case "execute" -> {
                try (Connection connection = source.getConnection();
                        Statement statement = connection.createStatement();
                        PreparedStatement prepared = connection.prepareStatement("set @two = 2")) {
                    statement.execute("values 1");
                    prepared.execute();
                    prepared.executeLargeUpdate();
                }
            }
            case "transaction-close-twice" -> {
                transaction.begin();
                source.getConnection().close();
                source.getConnection().close();
                events.add("commit");
                transaction.commit();
            }
            case "transaction-close" -> {
                transaction.begin();
                source.getConnection().close();
                events.add("commit");
                transaction.commit();
            }
            case "transaction-forget" -> {
                transaction.begin();
                forgotten.add(source.getConnection());
                events.add("commit");
                transaction.commit();
            }
            case "thread-forget" -> {
                Thread thread = new Thread(() -> {
                    try {
                        forgotten.add(source.getConnection());
                    } catch (SQLException e) {
                        events.add(e.toString());
                    }
                });
                thread.start();
                thread.join();
            }
            default -> throw new IllegalArgumentException(how);
        }
    }
}
