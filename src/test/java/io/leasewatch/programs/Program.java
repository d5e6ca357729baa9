package io.leasewatch.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A program that a test needs and that need not be on this machine, except in CI. */
public final class Program {

    /** Where daemons are that a user's PATH may not name. */
    private static final List<String> PLACES = List.of("/usr/sbin", "/usr/local/sbin");

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS_IN_RANGE = 3_000;
    private static final int RANGES = 4;
    /** Begins anywhere in the range, so that a run does not meet what the last one left behind. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger((int) ProcessHandle.current().pid());

    private Program() {}

    /** Its path. Where it is not installed the test is skipped; in CI it fails. */
    public static String need(String name) {
        Optional<String> found = find(name);
        assertThat(found.isPresent() || !"true".equals(System.getenv("CI")))
                .as("%s is installed, as it has to be in CI", name)
                .isTrue();
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }

    /** Its path if it is installed. */
    public static Optional<String> find(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), PLACES.stream())
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /**
     * A port of the loopback that nobody listens at. Tests run in several JVMs at a time, so each JVM takes from a range of its own,
     * below the ports that Linux gives to outgoing connections.
     */
    public static int freePort() {
        String jvm = System.getProperty("leasewatch.test.jvm", "jvm-0");
        int range = Integer.parseInt(jvm.substring(jvm.indexOf('-') + 1)) % RANGES;
        int first = FIRST_PORT + range * PORTS_IN_RANGE;
        for (int tries = 0; tries < PORTS_IN_RANGE; tries++) {
            int port = first + NEXT_PORT.getAndIncrement() % PORTS_IN_RANGE;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port is free between " + first + " and " + (first + PORTS_IN_RANGE - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal, such as {@code STOP}, to processes; those that have ended meanwhile do not mind. */
    public static void signal(String name, List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            try {
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
