package io.leasewatch.monitor.export;

import java.util.Locale;

/** In what an export can be written, JSON aside. */
public enum Format {
    CSV("text/csv; charset=utf-8; header=present", "csv"),
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8", "txt"),
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8", "txt"),
    INFLUX("text/plain; charset=utf-8", "txt");

    private final String contentType;
    private final String extension;

    Format(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    /** Its name in URLs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return contentType;
    }

    /** What a file's name ends with that is in it, without the dot. */
    public String extension() {
        return extension;
    }

    /** Whether it has room for what was before now. Prometheus remembers by itself. */
    public boolean tellsHistory() {
        return this == CSV || this == INFLUX;
    }
}
