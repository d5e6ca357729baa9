package io.leasewatch.programs;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** A real PostgreSQL that can be killed, stopped in its tracks, and started again with the same data on the same port. */
public final class PostgresServer implements AutoCloseable {

    private final Path data;
    private final int maxConnections;
    private final int port;
    private EmbeddedPostgres server;

    public PostgresServer(Path folder, int maxConnections) {
        this.data = folder.resolve("data");
        this.maxConnections = maxConnections;
        this.server = start(0);
        this.port = server.getPort();
    }

    private EmbeddedPostgres start(int onPort) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(onPort)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("max_connections", String.valueOf(maxConnections))
                    .setServerConfig("superuser_reserved_connections", "3")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public Connection connect(String user) throws SQLException {
        Connection connection = new Driver().connect(url() + "?user=" + user, null);
        if (connection == null) {
            throw new IllegalStateException("The driver does not know its own URL");
        }
        return connection;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Nothing of it answers, and nothing of it is gone. */
    public void freeze() {
        Program.signal("STOP", processes());
    }

    public void thaw() {
        Program.signal("CONT", processes());
    }

    /** As the kernel does when memory runs out: the postmaster and all its children at once, none of whom says goodbye. */
    public void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().orTimeout(10, SECONDS).join());
    }

    public void restart() {
        closeServer();
        server = start(port);
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The postmaster first, so that it starts no more of them; none if it is not running. */
    private List<ProcessHandle> processes() {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            long postmaster = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return ProcessHandle.of(postmaster).stream()
                    .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thaw();
        closeServer();
    }
}
