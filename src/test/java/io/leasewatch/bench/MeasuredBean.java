package io.leasewatch.bench;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The bean of the measured application. Each call is a transaction. */
@Stateless
public class MeasuredBean {

    @Resource(lookup = "jdbc/shared")
    private DataSource source;

    @PersistenceContext
    private EntityManager entities;

    public String title(int id) throws SQLException {
        return MeasuredServlet.title(source, id);
    }

    public String titleOfEntity(int id) {
        return entities.createQuery("select book.title from MeasuredBook book where book.id = :id", String.class)
                .setParameter("id", id)
                .getSingleResult();
    }
}
