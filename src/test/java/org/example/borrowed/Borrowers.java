package org.example.borrowed;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgets what keeps a connection, in a method for each library; {@code migrate} gives back all it takes. */
@WebServlet("/borrow")
public class Borrowers extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** The libraries, as their methods are called. */
    public static final List<String> FORGETFUL = List.of("jooq", "jdbi", "mybatis", "spring");

    private static final Queue<Object> FORGOTTEN = new ConcurrentLinkedQueue<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        DataSource source = source();
        switch (request.getParameter("through")) {
            case "jooq" -> jooq(source);
            case "jdbi" -> jdbi(source);
            case "mybatis" -> mybatis(source);
            case "spring" -> spring(source);
            default -> migrate(source);
        }
    }

    private static void jooq(DataSource source) {
        FORGOTTEN.add(DSL.using(source, SQLDialect.H2).selectOne().fetchLazy());
    }

    private static void jdbi(DataSource source) {
        FORGOTTEN.add(Jdbi.create(source).open());
    }

    private static void mybatis(DataSource source) {
        Environment environment = new Environment("shop", new JdbcTransactionFactory(), source);
        SqlSession session = new SqlSessionFactoryBuilder()
                .build(new Configuration(environment))
                .openSession();
        FORGOTTEN.add(session.getConnection());
    }

    private static void spring(DataSource source) {
        FORGOTTEN.add(new JdbcTemplate(source).queryForStream("select 1", (row, number) -> row.getInt(1)));
    }

    private static void migrate(DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
    }

    static DataSource source() {
        try {
            return InitialContext.doLookup("jdbc/shop");
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
