package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasewatch.core.lease.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyManager;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;

/** What applications of PostgreSQL do with their connections, on watched ones. */
class PostgresInvisibilityTest {

    private static EmbeddedPostgres server;

    private WatchedDatabase database;
    private Connection connection;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void connect() throws Exception {
        database = new WatchedDatabase(server.getPostgresDatabase());
        database.execute("drop table if exists book");
        database.execute("create table book (id serial primary key, title text unique, tags text[], cover oid)");
        connection = database.connect();
    }

    @AfterEach
    void everyLeaseComesBack() throws Exception {
        connection.close();

        assertThat(database.stillOut()).isZero();
        assertThat(database.opened).hasSameSizeAs(database.closed);
    }

    @Test
    void preparedStatementsTakeAndGiveEveryKindOfValue() throws Exception {
        UUID id = UUID.randomUUID();
        try (PreparedStatement statement =
                connection.prepareStatement("select ?::int, ?::text, ?::date, ?::uuid, ?::bytea")) {
            statement.setInt(1, 42);
            statement.setString(2, "Emma");
            statement.setObject(3, LocalDate.of(1815, 12, 23));
            statement.setObject(4, id);
            statement.setBytes(5, new byte[] {1, 2});

            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(42);
                assertThat(row.getString(2)).isEqualTo("Emma");
                assertThat(row.getObject(3, LocalDate.class)).isEqualTo("1815-12-23");
                assertThat(row.getObject(4)).isEqualTo(id);
                assertThat(row.getBytes(5)).containsExactly(1, 2);
                assertThat(row.getStatement()).isSameAs(statement);
            }
        }
    }

    @Test
    void statementUnwrapsToTheDriversForItsSettings() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("select 1")) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            statement.executeQuery().close();
            statement.executeQuery().close();

            assertThat(statement.unwrap(PGStatement.class).isUseServerPrepare()).isTrue();
        }
    }

    @Test
    void generatedKeysComeBack() throws Exception {
        String insert = "insert into book (title) values (?)";
        try (PreparedStatement statement = connection.prepareStatement(insert, new String[] {"id"})) {
            statement.setString(1, "Emma");
            statement.executeUpdate();

            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt("id")).isOne();
                assertThat(keys.getStatement()).isSameAs(statement);
            }
        }
    }

    @Test
    void callableStatementAnswersItsOutParameter() throws Exception {
        try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setString(2, "emma");
            call.execute();

            assertThat(call.getString(1)).isEqualTo("EMMA");
            assertThat(call.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void cursorOfAFunctionIsReadAndLeadsBackToTheConnection() throws Exception {
        database.execute("create or replace function numbers() returns refcursor language plpgsql as $$ "
                + "declare c refcursor; begin open c for select generate_series(1, 3); return c; end $$");
        connection.setAutoCommit(false);

        try (CallableStatement call = connection.prepareCall("{? = call numbers()}")) {
            call.registerOutParameter(1, Types.REF_CURSOR);
            call.execute();

            try (ResultSet numbers = (ResultSet) call.getObject(1)) {
                int count = 0;
                while (numbers.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(3);
                assertThat(numbers.getStatement().getConnection()).isSameAs(connection);
            }
        }
    }

    @Test
    void copyGoesThroughTheUnwrappedConnection() throws Exception {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        StringWriter out = new StringWriter();

        copy.copyIn("copy book (title) from stdin", new StringReader("Emma\nUlysses\n"));
        copy.copyOut("copy (select title from book order by title) to stdout", out);

        assertThat(out).hasToString("Emma\nUlysses\n");
    }

    @Test
    void notificationArrivesAtTheUnwrappedConnection() throws Exception {
        try (Connection other = database.connect();
                Statement listen = connection.createStatement();
                Statement notify = other.createStatement()) {
            listen.execute("listen books");
            notify.execute("notify books, 'Emma'");

            PGNotification[] notifications =
                    connection.unwrap(PGConnection.class).getNotifications(10_000);

            assertThat(notifications).singleElement().satisfies(notification -> {
                assertThat(notification.getName()).isEqualTo("books");
                assertThat(notification.getParameter()).isEqualTo("Emma");
            });
        }
    }

    @Test
    void arrayGoesInAndComesOut() throws Exception {
        Array tags = connection.createArrayOf("text", new String[] {"novel", "irish"});
        try (PreparedStatement insert = connection.prepareStatement("insert into book (title, tags) values (?, ?)")) {
            insert.setString(1, "Ulysses");
            insert.setArray(2, tags);
            insert.executeUpdate();
        }

        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select tags from book")) {
            assertThat(row.next()).isTrue();
            assertThat((Object[]) row.getArray(1).getArray()).containsExactly("novel", "irish");
        }
    }

    @Test
    void largeObjectIsWrittenThroughTheUnwrappedConnectionAndReadAsABlob() throws Exception {
        connection.setAutoCommit(false);
        LargeObjectManager objects = connection.unwrap(PGConnection.class).getLargeObjectAPI();
        long oid = objects.createLO();
        try (LargeObject object = objects.open(oid, LargeObjectManager.WRITE)) {
            object.write(new byte[] {1, 2, 3});
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into book (title, cover) values ('E', ?)")) {
            insert.setLong(1, oid);
            insert.executeUpdate();
        }

        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select cover from book")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBlob(1).getBytes(1, 3)).containsExactly(1, 2, 3);
        }
        connection.commit();
    }

    @Test
    void updatableResultSetInsertsAndLeadsBackToItsStatement() throws Exception {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet books = statement.executeQuery("select id, title from book")) {
            books.moveToInsertRow();
            books.updateInt("id", 7);
            books.updateString("title", "Emma");
            books.insertRow();
            books.first();

            assertThat(books.getString("title")).isEqualTo("Emma");
            assertThat(books.getStatement()).isSameAs(statement);
        }
    }

    @Test
    void cursorFetchesRowByRowInATransaction() throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            int count = 0;
            try (ResultSet numbers = statement.executeQuery("select generate_series(1, 95)")) {
                while (numbers.next()) {
                    count++;
                }
            }

            assertThat(count).isEqualTo(95);
        }
    }

    @Test
    void severalResultsComeOneAfterTheOther() throws Exception {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select 1; select 2")).isTrue();
            ResultSet first = statement.getResultSet();
            assertThat(first.next()).isTrue();

            assertThat(statement.getMoreResults()).isTrue();
            ResultSet second = statement.getResultSet();

            assertThat(second).isNotSameAs(first);
            assertThat(second.next()).isTrue();
            assertThat(second.getInt(1)).isEqualTo(2);
            assertThat(second.getStatement()).isSameAs(statement);
        }
    }

    @Test
    void driversOwnTypeComesOut() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select '{\"a\": 1}'::json")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getObject(1))
                    .isInstanceOfSatisfying(
                            PGobject.class, json -> assertThat(json.getType()).isEqualTo("json"));
        }
    }

    @Test
    void resultSetsOfMetadataLeadBackToTheConnection() throws Exception {
        DatabaseMetaData metadata = connection.getMetaData();

        try (ResultSet tables = metadata.getTables(null, null, "book", null)) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_NAME")).isEqualTo("book");
            assertThat(tables.getStatement().getConnection()).isSameAs(connection);
            assertThat(metadata.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void errorOfTheServerKeepsItsStateAndItsDetails() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into book (title) values ('Emma')");

            PSQLException thrown = catchThrowableOfType(
                    PSQLException.class, () -> statement.execute("insert into book (title) values ('Emma')"));

            assertThat(thrown.getSQLState()).isEqualTo("23505");
            assertThat(thrown.getServerErrorMessage().getConstraint()).isEqualTo("book_title_key");
        }
    }

    @Test
    void errorInABatchSaysWhichUpdatesWereMade() throws Exception {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement("insert into book (title) values (?)")) {
            for (String title : new String[] {"Emma", "Ulysses", "Emma"}) {
                statement.setString(1, title);
                statement.addBatch();
            }

            BatchUpdateException thrown = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);

            assertThat(thrown.getUpdateCounts()).containsOnly(Statement.EXECUTE_FAILED);
            assertThat(thrown.getSQLState()).isEqualTo("23505");
        }
    }

    @Test
    void statementCancelledFromAnotherThreadEndsInTheServersWords() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);

            SQLException thrown =
                    catchThrowableOfType(SQLException.class, () -> statement.execute("select pg_sleep(60)"));

            assertThat(thrown.getSQLState()).isEqualTo("57014");
        }
    }

    @Test
    void abortedConnectionIsGoneAndItsLeaseAborted() throws Exception {
        connection.abort(Runnable::run);

        assertThat(connection.isClosed()).isTrue();
        assertThat(database.outcomes()).containsExactly(Outcome.ABORTED);
    }

    @Test
    void serverThatEndsTheSessionLeavesTheLeaseToBeClosed() throws Exception {
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        database.execute("select pg_terminate_backend(" + pid + ", 10000)");

        try (Statement statement = connection.createStatement()) {
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> statement.execute("select 1"));

            assertThat(thrown.getSQLState()).startsWith("57P01");
            assertThat(database.stillOut()).isOne();
        }
    }
}
