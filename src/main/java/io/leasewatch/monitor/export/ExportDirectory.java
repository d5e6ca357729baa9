package io.leasewatch.monitor.export;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory for exports that are requested through the API. This class chooses the names of the files.
 *
 * <p>Thread-safe; writes one file at a time. A file gets its final name only when it is completely on the disk. Until then it has a
 * temporary name, and is deleted if writing fails. Only the user of the server can read the files. Existing symbolic links are neither
 * followed nor overwritten.
 */
public final class ExportDirectory {

    /** The maximum number of exports in the directory. */
    static final int MOST = 100;

    private static final String PREFIX = "leasewatch-";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Supplier<Path> directory;
    private final InstantSource clock;

    /** @param directory the directory to write to; created if it does not exist */
    public ExportDirectory(Supplier<Path> directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Writes a file.
     *
     * @param extension the extension of the file name, without a dot
     * @throws ExportException if writing fails; no file is left then
     */
    public synchronized Exported write(String extension, Content content) throws ExportException {
        try {
            Path there = Files.createDirectories(directory.get()).toRealPath();
            if (count(there) >= MOST) {
                throw ExportException.full(
                        "leasewatch.export.directory contains " + MOST + " exports already; move some away");
            }
            Path file = free(there, extension);
            Path unfinished = there.resolve("." + file.getFileName() + ".unfinished");
            // A leftover of an earlier run. Only one file is written at a time.
            Files.deleteIfExists(unfinished);
            try {
                long bytes = write(unfinished, content);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                return new Exported(file.getFileName().toString(), bytes);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw ExportException.failed(why(e), e);
        }
    }

    private static long count(Path there) throws IOException {
        try (Stream<Path> files = Files.list(there)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .limit(MOST)
                    .count();
        }
    }

    private Path free(Path there, String extension) {
        String moment = PREFIX + NAME.format(clock.instant());
        int n = 1;
        Path file = there.resolve(moment + "-" + n + "." + extension);
        while (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            n++;
            file = there.resolve(moment + "-" + n + "." + extension);
        }
        return file;
    }

    private static long write(Path file, Content content) throws IOException {
        // CREATE_NEW, because an existing file of that name may be a link to another place.
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, fresh, forOwner(file))) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.write(new KeptOpen(out));
            out.flush();
            channel.force(true);
            return channel.size();
        }
    }

    private static FileAttribute<?>[] forOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Describes the failure without the text of the exception, which may contain paths. */
    private static String why(IOException e) {
        String reason = e instanceof FileSystemException file
                ? Objects.requireNonNullElse(file.getReason(), "")
                : Objects.requireNonNullElse(e.getMessage(), "");
        if (reason.toLowerCase(Locale.ROOT).contains("no space") || reason.contains("quota")) {
            return "the disk of leasewatch.export.directory is full";
        }
        if (e instanceof AccessDeniedException || reason.contains("Read-only")) {
            return "the server may not write to leasewatch.export.directory";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "leasewatch.export.directory is not a directory";
        }
        return "leasewatch.export.directory cannot be written to ("
                + e.getClass().getSimpleName() + ")";
    }

    /** Ignores {@code close()}, because JSON writers close their output before it has been forced to the disk. */
    private static final class KeptOpen extends FilterOutputStream {

        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** The content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes the content. May close {@code out}. */
        void write(OutputStream out) throws IOException;
    }

    /**
     * A file that was written.
     *
     * @param file its name
     * @param bytes its size
     */
    public record Exported(String file, long bytes) {}

    /** An export could not be written. The message gives the reason, and contains no path. */
    public static final class ExportException extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean full;

        private ExportException(String message, boolean full, @Nullable Throwable cause) {
            super(message, cause);
            this.full = full;
        }

        static ExportException failed(String why, IOException cause) {
            return new ExportException(why, false, cause);
        }

        static ExportException full(String why) {
            return new ExportException(why, true, null);
        }

        /** Whether the directory contains the maximum number of exports. */
        public boolean isFull() {
            return full;
        }
    }
}
