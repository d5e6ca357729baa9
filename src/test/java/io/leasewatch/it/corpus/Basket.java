package io.leasewatch.it.corpus;

import jakarta.ejb.Stateful;
import jakarta.enterprise.context.SessionScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceContextType;

/** Has one persistence context for all requests of a user. */
@Stateful
@SessionScoped
public class Basket {

    @PersistenceContext(unitName = "eclipselink", type = PersistenceContextType.EXTENDED)
    private EntityManager entities;

    public String open() {
        return "found " + entities.createNativeQuery("select 1").getSingleResult(); // entities/extended
    }

    public String next() {
        return "found " + entities.createNativeQuery("select 2").getSingleResult();
    }

    public String end() {
        return "goes with the session";
    }
}
