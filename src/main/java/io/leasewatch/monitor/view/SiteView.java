package io.leasewatch.monitor.view;

import io.leasewatch.core.site.Site;
import org.jspecify.annotations.Nullable;

/** A line of code. {@code label} is its text for people. {@code line} is {@code null} if unknown. */
public record SiteView(
        String label,
        String className,
        String method,
        String file,
        @Nullable Integer line) {

    public static SiteView of(Site site) {
        return new SiteView(
                site.toString(),
                site.className(),
                site.isKnown() ? site.method() : "",
                site.file(),
                site.line() < 1 ? null : site.line());
    }
}
