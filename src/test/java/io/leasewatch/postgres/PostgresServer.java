package io.leasewatch.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.leasewatch.time.Ticker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** A real PostgreSQL that can be stopped in several ways, and comes back on the port it had. */
final class PostgresServer implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(1);
    static final Duration INTERVAL = Duration.ofMillis(200);

    private final Path data;
    private final int maxConnections;
    private EmbeddedPostgres server;

    PostgresServer(Path folder, int maxConnections) throws IOException {
        this.data = folder.resolve("data");
        this.maxConnections = maxConnections;
        this.server = start(0);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", String.valueOf(maxConnections))
                .setServerConfig("superuser_reserved_connections", "3");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    Connection connect(String user) throws SQLException {
        Connection connection = new Driver().connect(url() + "?user=" + user, null);
        if (connection == null) {
            throw new IllegalStateException("The driver does not know its own URL");
        }
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres")) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select pg_backend_pid()")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    /** Not started. */
    PostgresWatch watch(String user) {
        return new PostgresWatch(
                "postgresql",
                new OwnConnection(url(), user, ""),
                TIMEOUT,
                INTERVAL,
                InstantSource.system(),
                Ticker.SYSTEM);
    }

    PostgresSettings settings(String user) {
        return new PostgresSettings(List.of(), url(), user, "", TIMEOUT, INTERVAL);
    }

    /** Nothing of it answers, and nothing of it is gone. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", which));
        processes().forEach(one -> command.add(String.valueOf(one.pid())));
        if (command.size() > 2) {
            // Some may have ended meanwhile.
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor(5, SECONDS);
        }
    }

    /** The first process and all that it started; none if it is not running. */
    private List<ProcessHandle> processes() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return List.of();
        }
        long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
        return ProcessHandle.of(pid).stream()
                .flatMap(main -> Stream.concat(Stream.of(main), main.descendants()))
                .toList();
    }

    void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().orTimeout(10, SECONDS).join());
    }

    void restart() throws IOException {
        int port = server.getPort();
        // Lets go of its files; there is nothing left to stop.
        server.close();
        server = start(port);
    }

    @Override
    public void close() throws IOException {
        try {
            thaw();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }
}
