package io.leasewatch.monitor.database;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.liberty.Application;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Applications that did not start, on a server that started while a guarded database was down. The server does not start them when the
 * database is up again.
 *
 * <p>One thread calls {@link #check}; any thread may read the names.
 */
final class ApplicationStarts {

    private static final Logger LOG = SafeLogger.of(ApplicationStarts.class);

    private final String database;
    private final Set<String> logged = new TreeSet<>();
    private Set<String> offBefore = Set.of();
    private boolean over;
    private volatile List<String> notStarted = List.of();

    ApplicationStarts(String database) {
        this.database = database;
    }

    /** The names of the applications, in their order; empty while the database is down. */
    List<String> notStarted() {
        return notStarted;
    }

    /**
     * Looks at the applications, once the database is up again. An application counts if two checks in a row find it off, because one that
     * is about to start is off, too.
     *
     * @param isUp whether the database can be used
     */
    void check(boolean isUp, Supplier<List<Application>> applications) {
        if (over) {
            return;
        }
        if (!isUp) {
            offBefore = Set.of();
            notStarted = List.of();
            return;
        }
        List<Application> all = applications.get();
        over = all.stream().allMatch(Application::isStarted);
        Set<String> off = all.stream()
                .filter(Application::isOff)
                .map(Application::name)
                .collect(Collectors.toCollection(TreeSet::new));
        notStarted = off.stream().filter(offBefore::contains).toList();
        offBefore = off;
        notStarted.stream().filter(logged::add).forEach(this::log);
    }

    private void log(String application) {
        LOG.log(
                Level.ERROR,
                "LSW7008E: {0} has not started. {1} was down when the server started, and is up again. Start the"
                        + " application or the server again: the server does not do so itself.",
                application,
                database);
    }
}
