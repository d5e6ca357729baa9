package io.leasewatch.core.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a user about packages and classes. They take precedence over every other rule.
 *
 * <p>Immutable. If prefixes of both lists match a class, the longer prefix decides.
 *
 * @param application name prefixes of classes that belong to an application
 * @param ignored name prefixes of classes that never belong to an application
 */
public record PackageRules(List<String> application, List<String> ignored) {

    public static final PackageRules NONE = new PackageRules(List.of(), List.of());

    /**
     * Copies both lists.
     *
     * @throws IllegalArgumentException if a prefix is in both lists
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

    /** The origin of a class by these rules, {@code null} if no rule matches. An ignored class counts as a library. */
    public @Nullable ClassOrigin of(String className) {
        int applicationLength = longest(application, className);
        int ignoredLength = longest(ignored, className);
        if (applicationLength == 0 && ignoredLength == 0) {
            return null;
        }
        return applicationLength > ignoredLength ? ClassOrigin.APPLICATION : ClassOrigin.LIBRARY;
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
