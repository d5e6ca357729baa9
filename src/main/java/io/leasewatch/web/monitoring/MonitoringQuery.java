package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.export.Format;
import io.leasewatch.monitor.history.AggregateStep;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.QueryFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the monitoring document is asked for.
 *
 * @param detailed whether what there is in lists is in it: leases, leaks, lines, statements
 * @param diagnostics whether it is said what is wrong
 * @param history whether the last samples are in it
 * @param limit how many items a list has at most, 1 to {@link #MOST}
 * @param aggregated whether sums of the last hours are in it
 * @param hours how many hours those are, 1 to {@link #MOST_HOURS}
 * @param service the one service that is looked at, {@code null} for all
 * @param pool the one pool that is looked at, {@code null} for all
 * @param format one of {@link #FORMATS}
 */
record MonitoringQuery(
        boolean detailed,
        boolean diagnostics,
        boolean history,
        int limit,
        boolean aggregated,
        int hours,
        @Nullable String service,
        @Nullable String pool,
        String format) {

    static final String JSON = "json";
    static final List<String> FORMATS = Stream.concat(
                    Stream.of(JSON), Arrays.stream(Format.values()).map(Format::word))
            .toList();

    static final int MOST = 1000;

    /** A month: nobody keeps more by default, and whoever does reads it from the store. */
    static final int MOST_HOURS = 744;

    /**
     * Reads the parameters of a request, of which {@link QueryFilter} let in only those that there are.
     *
     * @param services the names that {@code service} may have
     * @param pools the names that {@code pool} may have
     */
    static MonitoringQuery of(
            MultivaluedMap<String, String> given, Collection<String> services, Collection<String> pools) {
        String service = given.getFirst("service");
        String pool = given.getFirst("pool");
        Parameter.oneOf("service", service, services);
        Parameter.oneOf("pool", pool, pools);
        String format = Parameter.word("format", given.getFirst("format"), FORMATS);
        return new MonitoringQuery(
                Parameter.bool("detailed", given.getFirst("detailed"), false),
                Parameter.bool("diagnostics", given.getFirst("diagnostics"), false),
                Parameter.bool("history", given.getFirst("history"), false),
                Parameter.number("limit", given.getFirst("limit"), 100, 1, MOST),
                Parameter.bool("aggregated", given.getFirst("aggregated"), false),
                Parameter.number("hours", given.getFirst("hours"), 24, 1, MOST_HOURS),
                service,
                pool,
                format == null ? JSON : format);
    }

    /** Everything that there is at this moment. */
    static MonitoringQuery ofEverything() {
        return new MonitoringQuery(true, true, false, MOST, false, 24, null, null, JSON);
    }

    /** The format that is asked for, {@code null} for JSON. */
    @Nullable
    Format export() {
        return format.equals(JSON) ? null : Format.valueOf(format.toUpperCase(Locale.ROOT));
    }

    boolean isAboutPool(String name) {
        return pool == null || pool.equals(name);
    }

    boolean isAboutService(String name) {
        return service == null || service.equals(name);
    }

    /** Of more hours than these there are too many to look at, and days are summed up. */
    private static final int MOST_HOURS_APART = 72;

    /** What the last hours are summed up by. */
    AggregateStep step() {
        return hours <= MOST_HOURS_APART ? AggregateStep.HOUR : AggregateStep.DAY;
    }
}
