package io.leasewatch.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program that listens at a port of the loopback, and can be killed, started again, and stopped in its tracks. */
public final class Daemon implements AutoCloseable {

    private final int port;
    private final List<String> command;
    private final Path log;
    private Process process;

    /**
     * Starts it and waits until it listens.
     *
     * @param log where its output goes
     */
    public Daemon(int port, List<String> command, Path log) {
        this.port = port;
        this.command = List.copyOf(command);
        this.log = log;
        this.process = launch();
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            try {
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    assertThat(started.isAlive())
                            .as(() -> command.get(0) + " runs: " + said())
                            .isTrue();
                    return isListening();
                });
            } catch (RuntimeException | AssertionError e) {
                started.destroyForcibly();
                throw e;
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** All that it wrote. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** As {@code kill -9} does it. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again on the same port. */
    public void restart() {
        process = launch();
    }

    /** It is there and its port is open, but it does not move. */
    public void freeze() {
        Program.signal("STOP", List.of(process.toHandle()));
    }

    public void thaw() {
        Program.signal("CONT", List.of(process.toHandle()));
    }

    @Override
    public void close() {
        kill();
    }
}
