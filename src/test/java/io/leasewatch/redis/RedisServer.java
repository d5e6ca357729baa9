package io.leasewatch.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;

/** A real Redis server on a port of its own, which keeps nothing. */
public final class RedisServer implements AutoCloseable {

    private static final String PROGRAM = "redis-server";

    private final int port;
    private final List<String> options;
    private Process process;

    private RedisServer(int port, List<String> options) throws IOException {
        this.port = port;
        this.options = options;
        this.process = launch();
    }

    /** Starts one with options of its command line, such as {@code --maxclients 50}. */
    public static RedisServer start(String... options) throws IOException {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("redis-server is installed, as it has to be in CI")
                .isTrue();
        assumeTrue(there, "redis-server is not installed; it comes with Redis");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            return new RedisServer(port, List.of(options));
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "--port", "" + port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        command.addAll(options);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(20)).until(this::isListening);
        } catch (RuntimeException e) {
            started.destroyForcibly();
            throw e;
        }
        return started;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** A client that is connected. */
    Jedis connect() {
        Jedis client = new Jedis("127.0.0.1", port);
        client.connect();
        return client;
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again on the same port. */
    void restart() throws IOException {
        process = launch();
    }

    /** Lets it hang: its port is open, and it does nothing. */
    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", name, "" + process.pid()).start();
            assertThat(kill.waitFor(10, TimeUnit.SECONDS) && kill.exitValue() == 0)
                    .as("kill %s", name)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
