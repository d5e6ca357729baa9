package io.leasewatch.bookshop;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** The books that are no longer sold, in a database of their own that server.xml knows nothing of. */
@Stateless
@DataSourceDefinition(
        name = Archive.DATA_SOURCE,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:archive;DB_CLOSE_DELAY=-1",
        maxPoolSize = 4)
public class Archive {

    static final String DATA_SOURCE = "java:app/jdbc/BookshopArchive";

    static final List<ArchivedBook> BOOKS = List.of(
            new ArchivedBook(1, "The Anatomy of Melancholy"), new ArchivedBook(2, "A Journal of the Plague Year"));

    @PersistenceContext(unitName = "archive")
    private EntityManager entities;

    public List<ArchivedBook> books() {
        return entities.createQuery("select b from ArchivedBook b order by b.id", ArchivedBook.class)
                .getResultList();
    }
}
