package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.site.ConnectionOwner;
import io.leasewatch.core.site.Site;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hibernate at its work on a watched data source. */
class HibernateInvisibilityTest {

    private final WatchedDatabase database = WatchedDatabase.h2();
    private final SessionFactory sessions = build();

    private SessionFactory build() {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Book.class)
                .addAnnotatedClass(Review.class)
                .setProperty(AvailableSettings.HBM2DDL_AUTO, "create")
                .setProperty(AvailableSettings.STATEMENT_BATCH_SIZE, "10");
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database.dataSource);
        // Hibernate would look for a JSON-B implementation, of which the class path has the API alone.
        configuration.getProperties().put(AvailableSettings.JSON_FORMAT_MAPPER, new NoJson());
        return configuration.buildSessionFactory();
    }

    @AfterEach
    void everyLeaseComesBack() {
        sessions.close();

        assertThat(database.stillOut()).isZero();
        assertThat(database.opened).isNotEmpty().hasSameSizeAs(database.closed);
    }

    @Test
    void persistedEntityIsFoundUnderItsGeneratedId() {
        Book emma = new Book("Emma");
        sessions.inTransaction(session -> session.persist(emma));

        String found = sessions.fromSession(session -> session.find(Book.class, emma.id).title);

        assertThat(emma.id).isNotNull();
        assertThat(found).isEqualTo("Emma");
    }

    @Test
    void identityOfTheDatabaseComesBackToTheEntity() {
        Review first = new Review("fine");
        Review second = new Review("finer");

        sessions.inTransaction(session -> {
            session.persist(first);
            session.persist(second);
        });

        assertThat(List.of(first.id, second.id)).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 25})
    void batchOfInsertsIsQueriedInOrder(int books) {
        sessions.inTransaction(session -> {
            for (int i = 0; i < books; i++) {
                session.persist(new Book("Volume %02d".formatted(i)));
            }
        });

        List<String> titles = sessions.fromSession(
                session -> session.createSelectionQuery("select title from Book order by title", String.class)
                        .getResultList());

        assertThat(titles).hasSize(books).isSorted();
    }

    @Test
    void rolledBackEntityIsNotThere() {
        try (Session session = sessions.openSession()) {
            session.beginTransaction();
            session.persist(new Book("Emma"));
            session.flush();
            session.getTransaction().rollback();
        }

        assertThat(count()).isZero();
    }

    @Test
    void violatedConstraintIsRecognised() {
        sessions.inTransaction(session -> session.persist(new Book("Emma")));

        assertThatThrownBy(() -> sessions.inTransaction(session -> {
                    session.persist(new Book("Emma"));
                    session.flush();
                }))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(count()).isOne();
    }

    @Test
    void updateAndScrollGoThrough() {
        sessions.inTransaction(session -> {
            session.persist(new Book("Emma"));
            session.persist(new Book("Ulysses"));
        });

        int updated =
                sessions.fromTransaction(session -> session.createMutationQuery("update Book set title = upper(title)")
                        .executeUpdate());

        assertThat(updated).isEqualTo(2);
        sessions.inSession(session -> {
            try (var books = session.createSelectionQuery("from Book order by title", Book.class)
                    .scroll()) {
                assertThat(books.next()).isTrue();
                assertThat(books.get().title).isEqualTo("EMMA");
            }
        });
    }

    @Test
    void sessionHoldsOneLeaseAndWorksOnTheWatchedConnection() {
        sessions.inTransaction(session -> session.doWork(connection -> {
            assertThat(connection).isInstanceOf(WatchedConnection.class);
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(database.stillOut()).isOne();
        }));
    }

    @Test
    void whatASessionTakesIsKeptByThePersistenceContextForTheLineThatUsesIt() {
        sessions.inTransaction(session -> session.doWork(connection -> {
            Site site = database.registry.openLeases().iterator().next().site();
            assertThat(site.file()).isEqualTo("HibernateInvisibilityTest.java");
            assertThat(site.keeper()).isEqualTo(ConnectionOwner.PERSISTENCE);
        }));
    }

    private long count() {
        return sessions.fromSession(session -> session.createSelectionQuery("select count(*) from Book", Long.class)
                .getSingleResult());
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @Nullable
        Long id;

        @Column(unique = true)
        String title = "";

        Book() {}

        Book(String title) {
            this.title = title;
        }
    }

    @Entity(name = "Review")
    static class Review {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        String text = "";

        Review() {}

        Review(String text) {
            this.text = text;
        }
    }

    private static final class NoJson implements FormatMapper {

        @Override
        public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
            throw new UnsupportedOperationException("JSON");
        }

        @Override
        public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
            throw new UnsupportedOperationException("JSON");
        }
    }
}
