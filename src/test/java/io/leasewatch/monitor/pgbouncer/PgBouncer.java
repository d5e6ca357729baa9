package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.programs.Daemon;
import io.leasewatch.programs.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * A real PgBouncer on a port of its own, before a PostgreSQL that trusts everybody. It offers the database {@code app} with two servers,
 * by transaction; {@code watcher} may look at its console, {@code boss} may do anything there, {@code clerk} neither. The password of each
 * is {@link #PASSWORD}.
 */
public final class PgBouncer implements AutoCloseable {

    public static final String PASSWORD = "s3cret-of-all";

    private final Path folder;
    private final Daemon daemon;

    private PgBouncer(Path folder, Daemon daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /** Starts one; {@code lines} are more of its ini. */
    public static PgBouncer before(int postgresPort, String... lines) throws IOException {
        String program = Program.need("pgbouncer");
        Path folder = Files.createTempDirectory("pgbouncer");
        int port = Program.freePort();
        List<String> ini = new ArrayList<>(List.of(
                "[databases]",
                "app = host=127.0.0.1 port=" + postgresPort + " dbname=postgres user=postgres pool_size=2",
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = md5",
                "auth_file = " + folder.resolve("users.txt"),
                "stats_users = watcher",
                "admin_users = boss",
                "pool_mode = transaction",
                "ignore_startup_parameters = extra_float_digits"));
        ini.addAll(List.of(lines));
        Files.write(folder.resolve("pgbouncer.ini"), ini);
        Files.write(
                folder.resolve("users.txt"),
                Stream.of("watcher", "boss", "clerk", "app")
                        .map(user -> "\"" + user + "\" \"" + PASSWORD + "\"")
                        .toList());
        // It refuses to run as root, and whoever it runs as has to read this.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(List.of(program));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(folder.resolve("pgbouncer.ini").toString());
        return new PgBouncer(folder, new Daemon(port, command, folder.resolve("log")));
    }

    public int port() {
        return daemon.port();
    }

    /** Of its console, as one would configure it. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/pgbouncer";
    }

    /** A connection to {@code app}, as an application has one. */
    public Connection connect(Properties more) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(more);
        properties.setProperty("user", "app");
        properties.setProperty("password", PASSWORD);
        // Prepared statements would stay with a server, and the next transaction is on another.
        properties.setProperty("prepareThreshold", "0");
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port() + "/app", properties);
    }

    public Connection connect() throws SQLException {
        return connect(new Properties());
    }

    /** Has the boss say something at the console, such as {@code PAUSE}. */
    public void command(String command) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "boss");
        properties.setProperty("password", PASSWORD);
        String url = PgBouncerAddress.parse(url()).url();
        try (Connection console = new Driver().connect(url, properties);
                Statement statement = console.createStatement()) {
            statement.execute(command);
        }
    }

    /** Replaces a part of its configuration while it runs. */
    public void reconfigure(String before, String after) throws IOException, SQLException {
        Path ini = folder.resolve("pgbouncer.ini");
        String written = Files.readString(ini);
        if (!written.contains(before)) {
            throw new IllegalArgumentException("The configuration must have " + before + ", was " + written);
        }
        Files.writeString(ini, written.replace(before, after));
        command("RELOAD");
    }

    /** As {@code kill -9} does it. */
    public void kill() {
        daemon.kill();
    }

    /** Starts it again, where it was. */
    public void restart() {
        daemon.restart();
    }

    /** It is there and takes connections, but does not move. */
    public void freeze() {
        daemon.freeze();
    }

    public void thaw() {
        daemon.thaw();
    }

    @Override
    public void close() {
        daemon.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
