package io.leasewatch.monitor.export;

import java.util.Locale;

/** The formats of exports other than JSON. */
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

    /** The value of the parameter {@code format}, such as {@code csv}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return contentType;
    }

    /** The extension of file names, without the dot. */
    public String extension() {
        return extension;
    }

    /** Whether the format can contain past values. Prometheus keeps its own history. */
    public boolean supportsHistory() {
        return this == CSV || this == INFLUX;
    }
}
