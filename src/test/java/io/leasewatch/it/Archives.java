package io.leasewatch.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the build made, and what the tests make of it. */
final class Archives {

    /** Failsafe runs in the project's folder, and says so; so do the programs that Maven profiles run, without a word. */
    private static final Path PROJECT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private static final Path BUILD = PROJECT.resolve("target");

    static final Path MONITOR = BUILD.resolve("leasewatch.war");
    static final Path LIBRARY = BUILD.resolve("leasewatch-lib.jar");
    static final Path AGENT = BUILD.resolve("leasewatch-agent.jar");
    static final Path CLI = BUILD.resolve("leasewatch-cli.jar");
    static final Path BOOKSHOP = BUILD.resolve("bookshop.war");

    private Archives() {}

    static Path build() {
        return BUILD;
    }

    /** Where tests write. */
    static Path work() {
        return BUILD.resolve("it");
    }

    /** Where the tests of this JVM write; others run beside it. */
    static Path ofThisJvm() {
        return work().resolve(System.getProperty("leasewatch.test.jvm", "jvm-0"));
    }

    /** The installed Open Liberty. */
    static Path liberty() {
        return BUILD.resolve("liberty/wlp");
    }

    /** The oldest Open Liberty that has the features Leasewatch needs. */
    static Path oldestLiberty() {
        return BUILD.resolve("liberty-oldest/wlp");
    }

    /** The run server's configuration as it is shipped. */
    static Path config() {
        return PROJECT.resolve("src/main/liberty/config");
    }

    static Path driver(String name) {
        return liberty().resolve("usr/servers/leasewatch/lib").resolve(name + ".jar");
    }

    /** The jars of the tests' class path whose names match. */
    static File[] onClassPath(Pattern names) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(jar -> names.matcher(jar.getName()).matches())
                .toArray(File[]::new);
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
}
