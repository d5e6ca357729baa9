package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.hibernate.Session;

/** JPA: the persistence context takes connections for whoever uses it, and gives them back. */
@RequestScoped
@Path("jpa")
@Transactional
public class Persistence extends Databases {

    @PersistenceContext(unitName = "eclipselink")
    private EntityManager eclipselink;

    @PersistenceContext(unitName = "hibernate")
    private EntityManager hibernate;

    @PersistenceUnit(unitName = "local")
    private EntityManagerFactory local;

    @GET
    @Path("eclipselink")
    @Innocent
    public String eclipselink() {
        return "found " + eclipselink.createNativeQuery("select 1").getSingleResult(); // jpa/eclipselink
    }

    @GET
    @Path("eclipselink-unwrapped")
    @Innocent
    public String eclipselinkUnwrapped() throws SQLException {
        return use(eclipselink.unwrap(Connection.class)); // jpa/eclipselink-unwrapped
    }

    @GET
    @Path("hibernate")
    @Innocent
    public String hibernate() {
        return "found " + hibernate.createNativeQuery("select 1").getSingleResult(); // jpa/hibernate
    }

    @GET
    @Path("hibernate-streamed")
    @Innocent
    public String hibernateStreamed() {
        try (Stream<?> all = hibernate.createNativeQuery("select 1").getResultStream()) { // jpa/hibernate-streamed
            return "found " + all.count();
        }
    }

    @GET
    @Path("hibernate-work")
    @Innocent
    public String hibernateWork() {
        return hibernate.unwrap(Session.class).doReturningWork(Databases::use); // jpa/hibernate-work
    }

    @GET
    @Path("local")
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    @Innocent
    public String local() {
        EntityManager entities = local.createEntityManager();
        try {
            entities.getTransaction().begin();
            Object found = entities.createNativeQuery("select 1").getSingleResult(); // jpa/local
            entities.getTransaction().commit();
            return "found " + found;
        } finally {
            entities.close();
        }
    }
}
