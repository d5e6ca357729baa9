package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Iterator;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** MyBatis, whose sessions take a connection with their first statement and have it until they are closed. */
@RequestScoped
@Path("mybatis")
public class MyBatisSessions extends Databases {

    @GET
    @Path("closed")
    @Innocent
    public String closed() {
        try (SqlSession session = session()) {
            return "found " + session.getMapper(Numbers.class).one(); // mybatis/closed
        }
    }

    @GET
    @Path("cursor")
    @Innocent
    public String cursor() {
        try (SqlSession session = session()) {
            Iterator<Integer> all = session.getMapper(Numbers.class).all().iterator(); // mybatis/cursor
            return "found " + all.next();
        }
    }

    @GET
    @Path("session-left-open")
    @Leaks(kind = "outlived_request")
    public String sessionLeftOpen() {
        return "found " + keep(session()).getMapper(Numbers.class).one(); // mybatis/session-left-open
    }

    private SqlSession session() {
        Configuration configuration =
                new Configuration(new Environment("corpus", new JdbcTransactionFactory(), manual));
        configuration.addMapper(Numbers.class);
        return new SqlSessionFactoryBuilder().build(configuration).openSession(true);
    }

    /** A mapper, which MyBatis implements. */
    public interface Numbers {

        @Select("select 1")
        int one();

        @Select("select x from system_range(1, 9)")
        Cursor<Integer> all();
    }
}
