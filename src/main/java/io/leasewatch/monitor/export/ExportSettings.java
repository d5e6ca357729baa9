package io.leasewatch.monitor.export;

import java.nio.file.Path;

/**
 * Where exports are written.
 *
 * @param directory the directory for exports; a relative path is resolved against the server's output directory
 */
public record ExportSettings(Path directory) {

    public static final ExportSettings DEFAULT = new ExportSettings(Path.of("leasewatch-exports"));

    public ExportSettings {
        if (directory.toString().isBlank()) {
            throw new IllegalArgumentException("directory must not be blank");
        }
        for (Path part : directory) {
            if (part.toString().equals("..")) {
                throw new IllegalArgumentException("directory must not contain \"..\", was " + directory);
            }
        }
    }
}
