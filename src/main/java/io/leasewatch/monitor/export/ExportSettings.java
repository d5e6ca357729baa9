package io.leasewatch.monitor.export;

import java.nio.file.Path;

/**
 * Where exports go.
 *
 * @param directory the one directory that files are written to; below the server's output directory, where it runs, unless it is absolute
 */
public record ExportSettings(Path directory) {

    public static final ExportSettings DEFAULT = new ExportSettings(Path.of("leasewatch-exports"));

    public ExportSettings {
        if (directory.toString().isBlank()) {
            throw new IllegalArgumentException("directory must not be blank");
        }
        for (Path part : directory) {
            if (part.toString().equals("..")) {
                throw new IllegalArgumentException("directory must not go upwards, was " + directory);
            }
        }
    }
}
