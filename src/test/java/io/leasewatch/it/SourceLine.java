package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the source of the bookshop, or of an application in here, to know which line a site has to name. */
final class SourceLine {

    private SourceLine() {}

    /** The site of the first {@code getConnection} in a method, such as {@code TroubleResource.java:46}. */
    static String ofGetConnection(String file, String method) {
        return of(source(file), file, method, "getConnection(");
    }

    /** The site of the first line that contains {@code wanted} in a method of the parcels' application. */
    static String ofParcels(String file, String method, String wanted) {
        return of(Path.of("src/test/java/org/example/parcels", file), file, method, wanted);
    }

    /** The same in the application that takes its connections through libraries. */
    static String ofBorrowed(String file, String method, String wanted) {
        return of(Path.of("src/test/java/org/example/borrowed", file), file, method, wanted);
    }

    /** The same in the application with a repository. */
    static String ofParts(String file, String method, String wanted) {
        return of(Path.of("src/test/repository", file), file, method, wanted);
    }

    private static String of(Path source, String file, String method, String wanted) {
        try {
            List<String> lines = Files.readAllLines(source);
            boolean begun = false;
            for (int i = 0; i < lines.size(); i++) {
                begun |= lines.get(i).contains(" " + method + "(");
                if (begun && lines.get(i).contains(wanted)) {
                    return file + ":" + (i + 1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(file + " has no " + wanted + " after " + method);
    }

    private static Path source(String file) {
        Path ours = Path.of("src/test/java/io/leasewatch");
        Path bookshop = ours.resolve("bookshop").resolve(file);
        return Files.exists(bookshop) ? bookshop : ours.resolve("it").resolve(file);
    }
}
