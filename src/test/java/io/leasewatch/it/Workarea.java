package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * What Open Liberty writes down about its features at a first start. The first server of a kind leaves it to the others, whose start
 * then takes a third less of the processor.
 */
final class Workarea {

    private final Path kept;

    /** @param kind of servers with the same features, on the same Open Liberty */
    Workarea(String kind) {
        kept = Archives.work().resolve("workarea-" + kind);
    }

    boolean isKept() {
        return Files.isDirectory(kept);
    }

    /** Gives it to a server that has none, if it is kept already. */
    void giveTo(Path server) {
        if (isKept() && !Files.exists(workarea(server))) {
            copy(kept, workarea(server));
        }
    }

    /** Takes it from a server that has stopped in order. Tests of another JVM may have done so as well: the first wins. */
    void takeFrom(Path server) {
        try {
            Path copy = Files.createTempDirectory(kept.getParent(), "workarea");
            copy(workarea(server), copy);
            Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isKept()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path workarea(Path server) {
        return server.resolve("workarea");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
