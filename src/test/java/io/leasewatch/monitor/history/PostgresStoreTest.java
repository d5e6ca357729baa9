package io.leasewatch.monitor.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends HistoryStoreContract {

    private static @Nullable EmbeddedPostgres postgres;

    private @Nullable HistoryStore store;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        requireNonNull(postgres).close();
    }

    @BeforeEach
    void open() throws SQLException {
        execute("drop schema public cascade; create schema public; create table somebody_elses (id int)");
        store = Stores.in(requireNonNull(postgres).getPostgresDatabase());
    }

    @Override
    HistoryStore store() {
        return requireNonNull(store);
    }

    @Test
    void schemaThatIsThereAlreadyIsUsedAsItIs() throws SQLException {
        HistoryStore again = Stores.in(requireNonNull(postgres).getPostgresDatabase());

        assertThat(again.deleteOld(new RetentionSettings("one", Instant.EPOCH, 1, 1)))
                .isZero();
    }

    @Test
    void eventsOfAnEarlierReleaseAreFilteredLikeOthers() throws SQLException {
        execute("drop schema public cascade; create schema public");

        OldSchema.checkMigration(requireNonNull(postgres).getPostgresDatabase());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection =
                        requireNonNull(postgres).getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
