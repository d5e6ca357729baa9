package io.leasewatch.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * A program that takes a connection of any pool, rightly or wrongly. The line that takes it ends with the program's name; where two
 * are taken it is the second.
 */
enum PlainProgram {
    CLOSED("nothing") {
        @Override
        void run(DataSource pool, Stage stage) throws SQLException {
            try (Connection connection = pool.getConnection()) { // closed
                use(connection);
            }
        }
    },
    CLOSED_BY_ANOTHER("nothing") {
        @Override
        void run(DataSource pool, Stage stage) throws Exception {
            Connection connection = pool.getConnection(); // closed-by-another
            use(connection);
            stage.start("other", connection::close).join();
        }
    },
    HANDED_ON("nothing") {
        @Override
        void run(DataSource pool, Stage stage) throws SQLException {
            Connection connection = pool.getConnection(); // handed-on
            stage.start("other", () -> {
                work(connection, Stage.LIMIT.dividedBy(2), stage);
                connection.close();
            });
        }
    },
    STATEMENT_LEFT_OPEN("nothing") {
        @Override
        void run(DataSource pool, Stage stage) throws SQLException {
            try (Connection connection = pool.getConnection()) { // statement-left-open
                connection.createStatement().executeQuery("select 1");
            }
        }
    },
    ABORTED("nothing") {
        @Override
        void run(DataSource pool, Stage stage) throws SQLException {
            try (Connection connection = pool.getConnection()) { // aborted
                use(connection);
                connection.abort(Runnable::run);
            }
        }
    },
    LONG_QUERY("nothing") {
        @Override
        void run(DataSource pool, Stage stage) throws SQLException {
            try (Connection connection = pool.getConnection(); // long-query
                    Statement statement = connection.createStatement()) {
                statement.execute("call sleep(" + Stage.LONG.toMillis() + ")");
            }
        }
    },
    LONG_WORK("nothing") {
        @Override
        void run(DataSource pool, Stage stage) throws Exception {
            try (Connection connection = pool.getConnection()) { // long-work
                work(connection, Stage.LONG, stage);
            }
        }
    },
    NESTED("nested") {
        @Override
        void run(DataSource pool, Stage stage) throws SQLException {
            try (Connection outer = pool.getConnection();
                    Connection inner = pool.getConnection()) { // nested
                use(outer);
                use(inner);
            }
        }
    },
    LONG_WITHOUT_A_WORD("overdue, returned_late") {
        @Override
        void run(DataSource pool, Stage stage) throws Exception {
            try (Connection connection = pool.getConnection()) { // long-without-a-word
                use(connection);
                stage.think(Stage.LONG);
            }
        }
    },
    LEFT_OPEN("overdue") {
        @Override
        void run(DataSource pool, Stage stage) throws Exception {
            Connection connection = pool.getConnection(); // left-open
            use(connection);
            stage.keep(connection);
            stage.live();
        }
    },
    THREAD_ENDED("thread_ended") {
        @Override
        void run(DataSource pool, Stage stage) throws SQLException {
            Connection connection = pool.getConnection(); // thread-ended
            use(connection);
            stage.keep(connection);
        }
    },
    RETURNED_LATE("thread_ended, returned_late") {
        @Override
        void run(DataSource pool, Stage stage) throws SQLException {
            Connection connection = pool.getConnection(); // returned-late
            use(connection);
            stage.start("other", () -> {
                stage.think(Stage.LONG);
                connection.close();
            });
        }
    },
    DROPPED("collected") {
        @Override
        void run(DataSource pool, Stage stage) throws Exception {
            use(pool.getConnection()); // dropped
            stage.live();
        }
    };

    static final String NOTHING = "nothing";
    static final String NESTING = "nested";

    private static final String FILE = "PlainProgram.java";
    private static final Path SOURCE = Path.of("src/test/java/io/leasewatch/peers", FILE);

    /** What is right to say of it, in Leasewatch's words. */
    final String right;

    PlainProgram(String right) {
        this.right = right;
    }

    abstract void run(DataSource pool, Stage stage) throws Exception;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is right to say of it, in the words of a pool that has one word for every leak. */
    String rightOfAPool() {
        return isInnocent() ? right : right.endsWith("returned_late") ? "leak, returned" : "leak";
    }

    boolean isInnocent() {
        return right.equals(NOTHING) || right.equals(NESTING);
    }

    /** The line that takes its connection, such as {@code PlainProgram.java:27}. */
    String site() {
        try {
            List<String> lines = Files.readAllLines(SOURCE);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).endsWith("// " + this)) {
                    return FILE + ":" + (i + 1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(this + " must mark the line that takes its connection, marks none");
    }

    private static void use(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** Many short statements. */
    private static void work(Connection connection, Duration time, Stage stage) throws Exception {
        Duration pause = Duration.ofMillis(100);
        for (long i = 0; i < time.dividedBy(pause); i++) {
            use(connection);
            stage.think(pause);
        }
    }
}
