package io.leasewatch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The main sources as text. */
final class Sources {

    private static final Path ROOT = Path.of("src", "main", "java");

    private Sources() {}

    /** Each file's text, by its path below the root such as {@code io/leasewatch/leak/Leak.java}. */
    static Map<String, String> byPath() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                texts.put(ROOT.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
