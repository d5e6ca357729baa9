package io.leasewatch.core.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of packages or classes; it prevails over everything else that is known of them.
 *
 * <p>Immutable. A class that begins with prefixes of both lists belongs to the one with the longer prefix.
 *
 * @param application what the names of an application's own classes begin with
 * @param ignored what the names of classes begin with that are never an application's own
 */
public record PackageRules(List<String> application, List<String> ignored) {

    public static final PackageRules NONE = new PackageRules(List.of(), List.of());

    /**
     * Copies both lists.
     *
     * @throws IllegalArgumentException if a prefix is in both
     */
    public PackageRules {
        application = List.copyOf(application);
        ignored = List.copyOf(ignored);
        for (String prefix : application) {
            if (ignored.contains(prefix)) {
                throw new IllegalArgumentException(prefix + " must not be both an application's own and ignored");
            }
        }
    }

    /** Whose a class is, {@code null} if nothing was said of it. What is ignored counts as a library's. */
    public @Nullable ClassOrigin of(String className) {
        int own = longest(application, className);
        int other = longest(ignored, className);
        if (own == 0 && other == 0) {
            return null;
        }
        return own > other ? ClassOrigin.APPLICATION : ClassOrigin.LIBRARY;
    }

    private static int longest(List<String> prefixes, String className) {
        int longest = 0;
        for (String prefix : prefixes) {
            if (prefix.length() > longest && className.startsWith(prefix)) {
                longest = prefix.length();
            }
        }
        return longest;
    }
}
