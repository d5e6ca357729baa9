package io.leasewatch.lease;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The sites that callers tell of themselves, as a text: class, method, file and line, a line of text each.
 *
 * <p>Thread-safe. It holds texts and numbers and nothing of an application, so that none is kept alive; an application that is
 * redeployed tells the same texts again.
 */
final class ToldSites {

    /** More lines than applications take connections in. Where there are more, the stack is asked. */
    static final int MOST = 10_000;

    private final List<String> ignoredPackages;
    private final ConcurrentMap<String, Site> sites = new ConcurrentHashMap<>();

    ToldSites(List<String> ignoredPackages) {
        this.ignoredPackages = ignoredPackages;
    }

    /** The site, {@link Site#UNKNOWN} if it is in a package that is ignored, {@code null} if there are too many. */
    @Nullable
    Site at(String place) {
        Site site = sites.get(place);
        return site == null && sites.size() < MOST ? add(place) : site;
    }

    private Site add(String place) {
        String[] told = place.split("\n", 4);
        Site site = ignoredPackages.stream().anyMatch(place::startsWith)
                ? Site.UNKNOWN
                : new Site(told[0], told[1], told[2], Integer.parseInt(told[3]));
        Site before = sites.putIfAbsent(place, site);
        return before == null ? site : before;
    }
}
