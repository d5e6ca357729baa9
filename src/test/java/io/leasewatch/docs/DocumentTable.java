package io.leasewatch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A table that a run writes into a document and compares with it. It is found by its head, so that a document may have several.
 *
 * @param document the document
 * @param head the table's first two lines, each with its end
 */
public record DocumentTable(Path document, String head) {

    /** The rows that the document has now. */
    public List<String> rows() {
        String text = text();
        return text.substring(begin(text) + head.length(), end(text)).lines().toList();
    }

    /** Puts these rows in the place of the document's. */
    public void rewrite(List<String> rows) {
        String text = text();
        write(document, text.substring(0, begin(text)) + whole(rows) + text.substring(end(text)));
    }

    /** Leaves the table in a file of its own. */
    public void leave(Path file, List<String> rows) {
        write(file, whole(rows) + "\n");
    }

    private String whole(List<String> rows) {
        return head + String.join("\n", rows);
    }

    private int begin(String text) {
        int begin = text.indexOf(head);
        if (begin < 0) {
            throw new IllegalStateException(document + " must have a table that begins with:\n" + head);
        }
        return begin;
    }

    /** Where the blank line after the table begins. */
    private int end(String text) {
        int end = text.indexOf("\n\n", begin(text) + head.length() - 1);
        if (end < 0) {
            throw new IllegalStateException(
                    document + " must have a blank line after the table that begins with:\n" + head);
        }
        return end;
    }

    private String text() {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
