package io.leasewatch.it;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Takes connections where the stack of a thread ends, and closes them. It knows nothing of Leasewatch. */
@WebServlet("/deep")
public class DeepServlet extends HttpServlet {

    private static final long STACK_BYTES = 512 * 1024;

    /** So many frames take a connection, from where nothing fits any more to where everything does. */
    private static final int FRAMES = 400;

    @Resource(lookup = "jdbc/deep")
    private DataSource source;

    /** Takes connections at the end of so many stacks, and says how many it received. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int received = 0;
        try {
            source.getConnection().close();
            for (int i = 0; i < Integer.parseInt(request.getParameter("times")); i++) {
                Recursion recursion = new Recursion();
                Thread thread = new Thread(null, recursion::run, "deep", STACK_BYTES);
                thread.start();
                thread.join();
                received += recursion.received.size();
            }
        } catch (SQLException | InterruptedException e) {
            throw new IOException(e);
        }
        response.getWriter().print(received);
    }

    final class Recursion {

        private final List<Connection> received = new ArrayList<>(FRAMES);

        void run() {
            StackEnd.reach(FRAMES, this::take);
            // A close may have failed where the stack ended.
            for (Connection connection : received) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    log("Not closed.", e);
                }
            }
        }

        private void take() {
            try (Connection connection = source.getConnection()) {
                received.add(connection);
            } catch (SQLException | StackOverflowError e) {
                // The application survives it.
            }
        }
    }
}
