package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.Query;
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
 * The parts of the monitoring document that a request selects.
 *
 * @param detailed whether to include the lists: leases, leaks, lines of code, statements
 * @param stacks whether the lists include stacks, for admins
 * @param diagnostics whether to include problems and recommendations
 * @param history whether to include the latest samples
 * @param limit the maximum number of items in a list, 1 to {@link #MOST}
 * @param aggregated whether to include aggregates of the last {@code hours}
 * @param hours how far back {@code history} and {@code aggregated} reach, 1 to {@link #MOST_HOURS}
 * @param service the only service to include, {@code null} for all
 * @param pool the only pool to include, {@code null} for all
 * @param format one of {@link #FORMATS}
 */
record MonitoringQuery(
        boolean detailed,
        boolean stacks,
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

    /** A month. The store keeps no more by default; older data can be read from the store itself. */
    static final int MOST_HOURS = 744;

    /**
     * Reads the parameters of a request. {@link QueryFilter} has already rejected unknown ones.
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
                Parameter.bool("stacks", given.getFirst("stacks"), false),
                Parameter.bool("diagnostics", given.getFirst("diagnostics"), false),
                Parameter.bool("history", given.getFirst("history"), false),
                Parameter.number("limit", given.getFirst("limit"), 100, 1, MOST),
                Parameter.bool("aggregated", given.getFirst("aggregated"), false),
                Parameter.number("hours", given.getFirst("hours"), 24, 1, MOST_HOURS),
                service,
                pool,
                format == null ? JSON : format);
    }

    /** Everything except the history and stacks. */
    static MonitoringQuery ofEverything() {
        return new MonitoringQuery(true, false, true, false, MOST, false, 24, null, null, JSON);
    }

    /** The requested export format, {@code null} for JSON. */
    @Nullable
    Format export() {
        return format.equals(JSON) ? null : Format.valueOf(format.toUpperCase(Locale.ROOT));
    }

    /** What the lists of the document are selected by. Only an admin gets stacks. */
    Query query(boolean admin) {
        return Query.all(limit, stacks && admin).ofPool(pool).ofService(service);
    }

    /** Beyond this many hours, aggregates are by day. */
    private static final int MOST_HOURS_APART = 72;

    /** The length of an aggregate: an hour, or a day for a long range. */
    AggregateStep step() {
        return hours <= MOST_HOURS_APART ? AggregateStep.HOUR : AggregateStep.DAY;
    }
}
