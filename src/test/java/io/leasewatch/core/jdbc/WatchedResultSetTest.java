package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Result sets that no statement of the application made: those of metadata, and cursors. */
class WatchedResultSetTest {

    private final WatchedDatabase database = WatchedDatabase.h2();
    private final Connection raw = new FakeDriver().as(Connection.class);

    @Test
    void metadataLeadsBackToTheVeryConnection() throws Exception {
        try (Connection connection = database.connect()) {
            DatabaseMetaData metadata = connection.getMetaData();

            assertThat(metadata.getConnection()).isSameAs(connection);
            assertThat(metadata.getDatabaseProductName()).isEqualTo("H2");
            assertThat(metadata.unwrap(DatabaseMetaData.class)).isSameAs(metadata);
        }
    }

    @Test
    void resultSetOfMetadataWithoutAStatementHasNone() throws Exception {
        Connection connection = connectionWhoseMetadataAnswers(new FakeDriver().as(ResultSet.class));

        ResultSet tables = connection.getMetaData().getTables(null, null, "%", null);

        assertThat(tables.getStatement()).isNull();
    }

    @ParameterizedTest
    @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
    void statementOfTheDriversOwnIsWatchedToo(Class<? extends Statement> type) throws Exception {
        Statement own = new FakeDriver().answering("getConnection", raw).as(type);
        ResultSet rows = new FakeDriver().answering("getStatement", own).as(ResultSet.class);
        Connection connection = connectionWhoseMetadataAnswers(rows);

        Statement statement =
                connection.getMetaData().getTables(null, null, "%", null).getStatement();

        assertThat(statement).isInstanceOf(type).isNotSameAs(own);
        assertThat(statement.unwrap(FakeDriver.Native.class)).isSameAs(own);
        assertThat(statement.getConnection()).isSameAs(connection);
    }

    @Test
    void statementOfTheDriversOwnIsOneAndTheSameHoweverOftenItIsAskedFor() throws Exception {
        Statement own = new FakeDriver().as(Statement.class);
        ResultSet rows = new FakeDriver().answering("getStatement", own).as(ResultSet.class);

        ResultSet tables = connectionWhoseMetadataAnswers(rows).getMetaData().getTables(null, null, "%", null);

        assertThat(tables.getStatement()).isSameAs(tables.getStatement());
    }

    @Test
    void cursorInARowLeadsBackToTheConnection() throws Exception {
        Statement own = new FakeDriver().answering("getConnection", raw).as(Statement.class);
        ResultSet cursor = new FakeDriver().answering("getStatement", own).as(ResultSet.class);
        ResultSet rows = new FakeDriver().answering("getObject", cursor).as(ResultSet.class);
        Connection connection = connectionWhoseMetadataAnswers(rows);
        ResultSet watched = connection.getMetaData().getTables(null, null, "%", null);

        assertThat(((ResultSet) watched.getObject(1)).getStatement().getConnection())
                .isSameAs(connection);
        assertThat(((ResultSet) watched.getObject("c")).getStatement().getConnection())
                .isSameAs(connection);
        assertThat(watched.getObject(1, ResultSet.class).getStatement().getConnection())
                .isSameAs(connection);
        assertThat(watched.getObject("c", ResultSet.class).getStatement().getConnection())
                .isSameAs(connection);
    }

    @Test
    void cursorOfACallLeadsBackToTheConnection() throws Exception {
        Statement own = new FakeDriver().answering("getConnection", raw).as(Statement.class);
        ResultSet cursor = new FakeDriver().answering("getStatement", own).as(ResultSet.class);
        CallableStatement call = new FakeDriver().answering("getObject", cursor).as(CallableStatement.class);
        Connection connection =
                database.connect(new FakeDriver().answering("prepareCall", call).as(Connection.class));
        CallableStatement watched = connection.prepareCall("{? = call books()}");

        assertThat(((ResultSet) watched.getObject(1)).getStatement().getConnection())
                .isSameAs(connection);
        assertThat(((ResultSet) watched.getObject("c")).getStatement().getConnection())
                .isSameAs(connection);
        assertThat(watched.getObject(1, ResultSet.class).getStatement().getConnection())
                .isSameAs(connection);
        assertThat(watched.getObject("c", ResultSet.class).getStatement().getConnection())
                .isSameAs(connection);
    }

    @Test
    void cursorAskedForByTheDriversClassIsTheDrivers() throws Exception {
        FakeDriver.Native cursor = (FakeDriver.Native) new FakeDriver().as(ResultSet.class);
        ResultSet rows = new FakeDriver().answering("getObject", cursor).as(ResultSet.class);
        ResultSet watched = connectionWhoseMetadataAnswers(rows).getMetaData().getTables(null, null, "%", null);

        assertThat(watched.getObject(1, FakeDriver.Native.class)).isSameAs(cursor);
    }

    private Connection connectionWhoseMetadataAnswers(ResultSet tables) throws Exception {
        DatabaseMetaData metadata =
                new FakeDriver().answering("getTables", tables).as(DatabaseMetaData.class);
        return database.connect(
                new FakeDriver().answering("getMetaData", metadata).as(Connection.class));
    }
}
