package io.leasewatch.monitor.leak;

/**
 * Settings of {@link SiteLedger}.
 *
 * @param size the maximum number of lines that are counted separately, 1 to 100,000; each takes about 3 KB
 */
public record SiteSettings(int size) {

    public static final SiteSettings DEFAULT = new SiteSettings(1000);

    public SiteSettings {
        if (size < 1 || size > 100_000) {
            throw new IllegalArgumentException("size must be from 1 to 100000, was " + size);
        }
    }
}
