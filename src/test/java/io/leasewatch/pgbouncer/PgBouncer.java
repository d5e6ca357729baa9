package io.leasewatch.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final List<String> PLACES = List.of("/usr/sbin", "/usr/bin", "/usr/local/bin");

    private final Path folder;
    private final int port;
    private Process process;

    private PgBouncer(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    /** Starts one; {@code lines} are more of its ini. */
    public static PgBouncer before(int postgresPort, String... lines) throws IOException {
        checkItIsThere();
        Path folder = Files.createTempDirectory("pgbouncer");
        int port = freePort();
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
        return new PgBouncer(folder, port);
    }

    private static void checkItIsThere() {
        boolean there = program().isPresent();
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("pgbouncer is installed, as it has to be in CI")
                .isTrue();
        assumeTrue(there, "pgbouncer is not installed");
    }

    private static Optional<String> program() {
        return Stream.concat(PLACES.stream(), Stream.of(System.getenv("PATH").split(File.pathSeparator)))
                .map(place -> Path.of(place, "pgbouncer"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** One that nobody listens at. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(program().orElseThrow()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(folder.resolve("pgbouncer.ini").toString());
        File log = folder.resolve("log").toFile();
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        await().until(() -> {
            assertThat(started.isAlive())
                    .as(() -> "pgbouncer runs: " + log(log))
                    .isTrue();
            return listens();
        });
        return started;
    }

    private static String log(File log) {
        try {
            return Files.readString(log.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Of its console, as one would configure it. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/pgbouncer";
    }

    /** A connection to {@code app}, as an application has one. */
    public Connection connect(Properties more) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(more);
        properties.setProperty("user", "app");
        properties.setProperty("password", PASSWORD);
        // Prepared statements would stay with a server, and the next transaction is on another.
        properties.setProperty("prepareThreshold", "0");
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/app", properties);
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

    /** As {@code kill -9} does it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, where it was. */
    public void restart() throws IOException {
        process = launch();
    }

    /** It is there and takes connections, but does not move. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void close() {
        try {
            kill();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
