package io.leasewatch.core.site;

import io.leasewatch.core.origin.ClassOrigin;
import io.leasewatch.core.origin.PackageRules;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The sites that callers tell of themselves, as a text: class, method, file and line, a line of text each.
 *
 * <p>Thread-safe. It holds texts and numbers and nothing of an application, so that none is kept alive; an application that is
 * redeployed tells the same texts again.
 */
final class EncodedSites {

    /** More lines than applications take connections in. Where there are more, the stack is asked. */
    static final int MOST = 10_000;

    private final PackageRules packages;
    private final ConcurrentMap<String, Site> sites = new ConcurrentHashMap<>();

    EncodedSites(PackageRules packages) {
        this.packages = packages;
    }

    /** The site, {@link Site#UNKNOWN} if a user says that it is not an application's, {@code null} if there are too many. */
    @Nullable
    Site at(String place) {
        Site site = sites.get(place);
        return site == null && sites.size() < MOST ? add(place) : site;
    }

    private Site add(String place) {
        String[] told = place.split("\n", 4);
        Site site = packages.of(told[0]) == ClassOrigin.LIBRARY
                ? Site.UNKNOWN
                : new Site(told[0], told[1], told[2], Integer.parseInt(told[3]));
        Site before = sites.putIfAbsent(place, site);
        return before == null ? site : before;
    }
}
