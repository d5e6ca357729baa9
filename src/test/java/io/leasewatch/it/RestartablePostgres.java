package io.leasewatch.it;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL that can be killed, stopped in its tracks, and started again with the same data on the same port. */
final class RestartablePostgres implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres postgres;
    private final int port;

    RestartablePostgres(Path data) {
        this.data = data;
        this.postgres = start(0);
        this.port = postgres.getPort();
    }

    private EmbeddedPostgres start(int onPort) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(onPort)
                    .setServerConfig("max_connections", "60")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    int port() {
        return port;
    }

    /** As the kernel does when memory runs out: the postmaster and all its children at once, none of whom says goodbye. */
    void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofSeconds(10)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    void startAgain() {
        try {
            postgres.close();
        } catch (IOException e) {
            // It is dead already; its lock file is left, and goes with it.
        }
        postgres = start(port);
    }

    /** Stops all its processes in their tracks: connections stay open, and nobody answers. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        for (ProcessHandle process : processes()) {
            try {
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor(5, TimeUnit.SECONDS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The postmaster first, so that it starts no more of them. */
    private List<ProcessHandle> processes() {
        try {
            long postmaster = Long.parseLong(Files.readString(data.resolve("postmaster.pid"), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow());
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
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
