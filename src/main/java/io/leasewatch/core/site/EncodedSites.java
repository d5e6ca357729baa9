package io.leasewatch.core.site;

import io.leasewatch.core.origin.ClassOrigin;
import io.leasewatch.core.origin.PackageRules;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and caches the positions that woven code passes: class, method, file and line, one per line of text.
 *
 * <p>Thread-safe. It holds only texts and numbers, so it keeps no application in memory. A redeployed application passes the same
 * texts again.
 */
final class EncodedSites {

    /** The maximum number of sites, more than applications have lines that acquire connections. Beyond it, the stack is walked. */
    static final int MOST = 10_000;

    private final PackageRules packages;
    private final ConcurrentMap<String, Site> sites = new ConcurrentHashMap<>();

    EncodedSites(PackageRules packages) {
        this.packages = packages;
    }

    /** The site of {@code place}; {@link Site#UNKNOWN} if a user rule excludes the class; {@code null} if there are too many sites. */
    @Nullable
    Site at(String place) {
        Site site = sites.get(place);
        return site == null && sites.size() < MOST ? add(place) : site;
    }

    private Site add(String place) {
        String[] parts = place.split("\n", 4);
        Site site = packages.of(parts[0]) == ClassOrigin.LIBRARY
                ? Site.UNKNOWN
                : new Site(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]));
        Site before = sites.putIfAbsent(place, site);
        return before == null ? site : before;
    }
}
