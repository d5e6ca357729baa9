package org.example.parts;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Uses its repository, rightly and wrongly. */
@WebServlet("/*")
public class PartsServlet extends HttpServlet {

    @Inject
    private Parts parts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.getWriter().print(switch (request.getPathInfo()) {
                case "/connection" -> use();
                case "/connection-left-open" -> leaveOpen();
                default -> save(request);
            });
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Saves a part, in a session that the server may keep in the database, and answers how many parts there are. */
    private String save(HttpServletRequest request) {
        request.getSession().setAttribute("part", "bolt");
        parts.save(new Part(1, "bolt"));
        return String.valueOf(parts.findAll().count());
    }

    private String use() throws SQLException {
        try (Connection connection = parts.connection()) {
            return connection.isReadOnly() ? "read" : "written";
        }
    }

    private String leaveOpen() throws SQLException {
        return parts.connection().isReadOnly() ? "read" : "written";
    }
}
