package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** What the build made, and what the tests make of it. */
final class Archives {

    static final Path MONITOR = build().resolve("leasewatch.war");
    static final Path LIBRARY = build().resolve("leasewatch-lib.jar");
    static final Path AGENT = build().resolve("leasewatch-agent.jar");
    static final Path CLI = build().resolve("leasewatch-cli.jar");
    static final Path BOOKSHOP = build().resolve("bookshop.war");

    private Archives() {}

    static Path build() {
        return property("build");
    }

    /** Where tests write. */
    static Path work() {
        return build().resolve("it");
    }

    /** Where the tests of this JVM write; others run beside it. */
    static Path ofThisJvm() {
        return work().resolve(System.getProperty("leasewatch.test.jvm", "jvm-0"));
    }

    /** The installed Open Liberty. */
    static Path liberty() {
        return property("wlp");
    }

    /** The oldest Open Liberty that has the features Leasewatch needs. */
    static Path oldestLiberty() {
        return property("oldest");
    }

    /** The run server's configuration as it is shipped. */
    static Path config() {
        return property("config");
    }

    static Path driver(String name) {
        return property("drivers").resolve(name + ".jar");
    }

    /** A copy of {@code archive} with one more file in it, under {@code name}. */
    static Path with(Path archive, String name, Path added) {
        try {
            Path copy = Files.createTempFile(Files.createDirectories(ofThisJvm()), "with", ".war");
            Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
            copy.toFile().deleteOnExit();
            try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
                Path target = inside.getPath(name);
                Files.createDirectories(target.getParent());
                Files.copy(added, target);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path property(String name) {
        String value = System.getProperty("leasewatch.test." + name);
        if (value == null) {
            throw new IllegalStateException("The system property leasewatch.test." + name
                    + " is not set; run the integration tests with mvn verify, or set it as the failsafe plugin does");
        }
        return Path.of(value).toAbsolutePath();
    }
}
