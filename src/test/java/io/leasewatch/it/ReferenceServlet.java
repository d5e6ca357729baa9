package io.leasewatch.it;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Answers what the connections of a data source are like: user, isolation level, and whether two of a transaction are one. */
@WebServlet("/*")
public class ReferenceServlet extends HttpServlet {

    @Resource(name = "jdbc/injected")
    private @Nullable DataSource injected;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        String name = request.getParameter("name");
        try {
            DataSource source =
                    name == null ? Objects.requireNonNull(injected) : (DataSource) new InitialContext().lookup(name);
            UserTransaction transaction = (UserTransaction) new InitialContext().lookup("java:comp/UserTransaction");
            transaction.begin();
            try {
                response.getWriter().write(connectionsOf(source));
            } finally {
                transaction.rollback();
            }
        } catch (Exception e) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            response.getWriter().write(String.valueOf(e));
        }
    }

    private static String connectionsOf(DataSource source) throws SQLException {
        try (Connection one = source.getConnection();
                Connection other = source.getConnection()) {
            return query(one, "select current_user")
                    + (one.getTransactionIsolation() == Connection.TRANSACTION_SERIALIZABLE ? " serializable" : "")
                    + (query(one, "select session_id()").equals(query(other, "select session_id()"))
                            ? " shared"
                            : " unshared");
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
