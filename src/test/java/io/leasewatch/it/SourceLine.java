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
        return file + ":" + of(file, " " + method + "(", "getConnection(");
    }

    private static int of(String file, String begin, String wanted) {
        try {
            List<String> lines = Files.readAllLines(source(file));
            boolean begun = false;
            for (int i = 0; i < lines.size(); i++) {
                begun |= lines.get(i).contains(begin);
                if (begun && lines.get(i).contains(wanted)) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(file + " has no " + wanted + " after " + begin);
    }

    private static Path source(String file) {
        Path ours = Path.of("src/test/java/io/leasewatch");
        Path bookshop = ours.resolve("bookshop").resolve(file);
        return Files.exists(bookshop) ? bookshop : ours.resolve("it").resolve(file);
    }
}
