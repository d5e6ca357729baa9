package io.leasewatch.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A running Open Liberty, a child of this JVM that does not outlive it.
 *
 * <p>Thread-safe. To be closed once; closing waits until the server is gone.
 */
final class LibertyServer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Process process;
    private final Path home;
    private final URI base;
    private final ServerLog log;
    private final Optional<Workarea> workarea;
    private final Thread lastResort = new Thread(this::kill, "end-of-server");

    private LibertyServer(Process process, Path home, URI base, ServerLog log, Optional<Workarea> workarea) {
        this.process = process;
        this.home = home;
        this.base = base;
        this.log = log;
        this.workarea = workarea;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    static LibertyServer start(
            Path liberty,
            Path user,
            String name,
            Map<String, String> environment,
            Optional<Workarea> workarea,
            List<String> applications) {
        Path home = user.resolve("servers").resolve(name);
        Path console = home.resolve("console.out");
        Path script = liberty.resolve("bin/server");
        ProcessBuilder run = new ProcessBuilder("sh", script.toString(), "run", name);
        run.redirectErrorStream(true).redirectOutput(console.toFile());
        Map<String, String> variables = run.environment();
        // What whoever runs the tests has set for servers of their own.
        variables.keySet().removeIf(key -> key.matches("(WLP|LEASEWATCH|MP|HTTP|JVM|LOG)_.*"));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("WLP_USER_DIR", user.toString());
        variables.putAll(environment);
        try {
            LibertyServer server = new LibertyServer(
                    run.start(),
                    home,
                    URI.create("http://127.0.0.1:" + environment.get("HTTP_PORT")),
                    new ServerLog(home.resolve("logs/messages.log"), console),
                    workarea);
            server.awaitReady(applications);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(List<String> applications) {
        try {
            await().atMost(LONGEST_START).pollInterval(Duration.ofMillis(250)).until(() -> {
                return !process.isAlive() || isReady(applications);
            });
        } catch (ConditionTimeoutException e) {
            close();
            throw new IllegalStateException(
                    "The server was not ready after " + LONGEST_START + "; its log ends:\n" + log.tail(), e);
        }
        if (!process.isAlive()) {
            close();
            throw new IllegalStateException("The server ended by itself; its log ends:\n" + log.tail());
        }
    }

    private boolean isReady(List<String> applications) {
        return !log.lines("CWWKF0011I").isEmpty()
                && applications.stream().allMatch(name -> hasStarted(name) || hasFailed(name));
    }

    boolean hasStarted(String application) {
        return !log.lines("CWWKZ0001I", "Application " + application + " started")
                .isEmpty();
    }

    boolean hasFailed(String application) {
        return !log.lines("CWWKZ0002E", "application " + application).isEmpty();
    }

    /** Elements of server.xml that come on top of the others, and take the place of those of the last call. */
    void configure(String elements) {
        configure(home, elements);
    }

    static void configure(Path home, String elements) {
        Path file = home.resolve("configDropins/overrides/it.xml");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "<server>\n" + elements + "\n</server>\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it runs and writes. */
    Path directory() {
        return home;
    }

    /** The process id of its JVM. */
    long pid() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As an operating system or a container does; whoever asks does not wait. */
    void askToStop() {
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroy);
    }

    /** Waits until it ends by itself, or somebody ends it. */
    void awaitEnd() {
        process.onExit().join();
    }

    ServerLog log() {
        return log;
    }

    /** Where it listens. */
    URI base() {
        return base;
    }

    /** Where a browser finds it. */
    String url(String path) {
        return base.resolve(path).toString();
    }

    Call to(String path) {
        return new Call(base.resolve(path));
    }

    Answer get(String path) {
        return to(path).get();
    }

    Answer get(String path, String credentials) {
        return to(path).as(credentials).get();
    }

    /** Does not wait for the server to stop in order, unless what it then leaves behind is wanted. */
    @Override
    public void close() {
        Optional<Workarea> wanted = workarea.filter(one -> process.isAlive() && !one.isKept());
        if (wanted.isPresent()) {
            askToStop();
            process.onExit()
                    .completeOnTimeout(process, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)
                    .join();
            if (!process.isAlive()) {
                wanted.get().takeFrom(home);
            }
        }
        kill();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void kill() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }
}
