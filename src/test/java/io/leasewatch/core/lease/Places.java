package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import java.util.Objects;

/** Takes connections in the name of lines that nobody wrote, as an application does that says itself where it is. */
public record Places(LeaseRegistry registry) {

    /** The line that {@link #take} takes a connection at. */
    public static Site site(int line) {
        return new Site("org.example.Shelves", "find", "Shelves.java", line);
    }

    public Lease take(String pool, int line) {
        Runnable after = registry.calling("org.example.Shelves\nfind\nShelves.java\n" + line, new Object());
        try {
            return Objects.requireNonNull(registry.open(Acquisition.of(registry.pool(pool, ""))));
        } finally {
            Objects.requireNonNull(after).run();
        }
    }
}
