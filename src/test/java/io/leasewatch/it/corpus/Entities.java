package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.hibernate.Session;

/** Entity managers that an application makes itself, or that live longer than a request. */
@RequestScoped
@Path("entities")
public class Entities extends Databases {

    @PersistenceUnit(unitName = "eclipselink")
    private EntityManagerFactory eclipselink;

    @PersistenceUnit(unitName = "hibernate")
    private EntityManagerFactory hibernate;

    @PersistenceUnit(unitName = "local")
    private EntityManagerFactory local;

    @PersistenceUnit(unitName = "hibernate-local")
    private EntityManagerFactory hibernateLocal;

    @PersistenceContext(unitName = "hibernate")
    private EntityManager managed;

    @Resource
    private UserTransaction transaction;

    @Inject
    private Basket basket;

    @GET
    @Path("without-transaction")
    @Innocent
    public String withoutTransaction() {
        return "found " + managed.createNativeQuery("select 1").getSingleResult(); // entities/without-transaction
    }

    @GET
    @Path("joined")
    @Innocent
    public String joined() throws Exception {
        EntityManager entities = eclipselink.createEntityManager();
        transaction.begin();
        entities.joinTransaction();
        Object found = entities.createNativeQuery("select 1").getSingleResult(); // entities/joined
        transaction.commit();
        think(Duration.ofMillis(500));
        entities.close();
        return "found " + found;
    }

    /** The connection goes back with the transaction, whether the entity manager is closed or not. */
    @GET
    @Path("not-closed")
    @Innocent
    public String notClosed() throws Exception {
        transaction.begin();
        Object found = keep(hibernate.createEntityManager())
                .createNativeQuery("select 1") // entities/not-closed
                .getSingleResult();
        transaction.commit();
        return "found " + found;
    }

    @GET
    @Path("local-not-closed")
    @Innocent
    public String localNotClosed() {
        EntityManager entities = keep(local.createEntityManager());
        entities.getTransaction().begin();
        Object found = entities.createNativeQuery("select 1").getSingleResult(); // entities/local-not-closed
        entities.getTransaction().commit();
        return "found " + found;
    }

    @GET
    @Path("local-in-transaction")
    @Leaks(kind = "overdue", idleInTransaction = true)
    public String localInTransaction() {
        EntityManager entities = keep(local.createEntityManager());
        entities.getTransaction().begin();
        return "found " + entities.createNativeQuery("select 1").getSingleResult(); // entities/local-in-transaction
    }

    @GET
    @Path("hibernate-in-transaction")
    @Leaks(kind = "overdue", idleInTransaction = true)
    public String hibernateInTransaction() {
        EntityManager entities = keep(hibernateLocal.createEntityManager());
        entities.getTransaction().begin(); // entities/hibernate-in-transaction
        return "found " + entities.createNativeQuery("select 1").getSingleResult();
    }

    @GET
    @Path("hibernate-on-a-thread")
    @Leaks(kind = "thread_ended", idleInTransaction = true)
    public String hibernateOnAThread() throws Exception {
        FutureTask<String> work = new FutureTask<>(() -> {
            EntityManager entities = keep(hibernateLocal.createEntityManager());
            entities.getTransaction().begin(); // entities/hibernate-on-a-thread
            return "found " + entities.createNativeQuery("select 1").getSingleResult();
        });
        Thread thread = new Thread(work, "corpus-entities");
        thread.start();
        thread.join();
        return work.get();
    }

    @GET
    @Path("kept-by-work")
    @Leaks(kind = "overdue", idleInTransaction = true)
    public String keptByWork() {
        Session session = keep(hibernateLocal.createEntityManager()).unwrap(Session.class);
        session.beginTransaction(); // entities/kept-by-work
        return session.doReturningWork(Databases::keep);
    }

    @GET
    @Path("unwrapped")
    @Innocent
    public String unwrapped() throws Exception {
        transaction.begin();
        EntityManager entities = eclipselink.createEntityManager();
        String used = use(entities.unwrap(Connection.class)); // entities/unwrapped
        transaction.commit();
        return used;
    }

    @GET
    @Path("extended")
    @Innocent(then = {"entities/extended-next", "entities/extended-end"})
    public String extended() {
        return basket.open();
    }

    @GET
    @Path("extended-next")
    public String extendedNext() {
        return basket.next();
    }

    @GET
    @Path("extended-end")
    public String extendedEnd() {
        return basket.end();
    }
}
