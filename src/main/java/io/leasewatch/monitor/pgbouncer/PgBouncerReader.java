package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.core.time.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Polls one console, and keeps the previous traffic counters to compute rates. Used by one thread.
 */
final class PgBouncerReader {

    /** Settings about authentication, users and files, which viewers of the monitor must not see. */
    private static final Pattern PRIVATE = Pattern.compile(
            "auth|pass|secret|token|ldap|krb|gss|file|dir|conf$|_users$|^user$|_query$|socket_group",
            Pattern.CASE_INSENSITIVE);

    private final Console console;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Set<String> unknown = new HashSet<>();
    private List<Traffic> before = List.of();
    private long beforeNanos;

    PgBouncerReader(Console console, InstantSource clock, Ticker ticker) {
        this.console = console;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Takes a snapshot.
     *
     * @throws SQLException if the connection has ended; a command that the version does not support is not an error
     */
    PgBouncerSnapshot poll() throws SQLException {
        Instant now = clock.instant();
        List<PgBouncerPool> pools = each("POOLS", PgBouncerPool::of);
        List<PgBouncerDatabase> databases = each("DATABASES", PgBouncerDatabase::of);
        List<Traffic> traffic = each("STATS", Traffic::of);
        Map<String, Rates> rates = rates(traffic, ticker.nanos());
        // In direct succession, so that the links between clients and servers match.
        List<PgBouncerClient> clients = each("CLIENTS", PgBouncerClient::of);
        List<PgBouncerServer> servers = each("SERVERS", PgBouncerServer::of);
        return new PgBouncerSnapshot(
                now,
                version(),
                isPaused(databases),
                pools,
                databases,
                traffic,
                rates,
                clients,
                servers,
                config(),
                lists(),
                userPoolSizes());
    }

    private String version() throws SQLException {
        return rows("VERSION").stream()
                .map(row -> row.text("version"))
                .findFirst()
                .orElse("");
    }

    private boolean isPaused(Collection<PgBouncerDatabase> databases) throws SQLException {
        List<PgBouncerDatabase> real =
                databases.stream().filter(database -> !database.isConsole()).toList();
        return rows("STATE").stream()
                        .anyMatch(row -> Set.of("paused", "suspended").contains(row.text("key"))
                                && row.text("value").equals("yes"))
                || (!real.isEmpty() && real.stream().allMatch(PgBouncerDatabase::paused));
    }

    private Map<String, String> config() throws SQLException {
        return rows("CONFIG").stream()
                .filter(row -> !PRIVATE.matcher(row.text("key")).find())
                .collect(Collectors.toMap(row -> row.text("key"), row -> row.text("value"), (first, again) -> first));
    }

    private Map<String, Long> lists() throws SQLException {
        return rows("LISTS").stream()
                .collect(
                        Collectors.toMap(row -> row.text("list"), row -> row.number("items"), (first, again) -> first));
    }

    private Map<String, Integer> userPoolSizes() throws SQLException {
        return rows("USERS").stream()
                .filter(row -> row.count("pool_size") > 0)
                .collect(Collectors.toMap(
                        row -> row.text("name"), row -> row.count("pool_size"), (first, again) -> first));
    }

    private Map<String, Rates> rates(List<Traffic> traffic, long nanos) {
        Map<String, Rates> rates = new HashMap<>();
        for (Traffic now : traffic) {
            for (Traffic then : before) {
                Rates rate = then.database().equals(now.database())
                        ? now.since(then, Duration.ofNanos(nanos - beforeNanos))
                        : null;
                if (rate != null) {
                    rates.put(now.database(), rate);
                }
            }
        }
        before = traffic;
        beforeNanos = nanos;
        return rates;
    }

    private <T> List<T> each(String what, Function<ConsoleRow, T> read) throws SQLException {
        return rows(what).stream().map(read).toList();
    }

    /** Skips commands that this version has rejected before, because PgBouncer logs each rejected command. */
    private List<ConsoleRow> rows(String what) throws SQLException {
        if (unknown.contains(what)) {
            return List.of();
        }
        try {
            return console.show(what);
        } catch (SQLException e) {
            if (!console.isOpen()) {
                throw e;
            }
            unknown.add(what);
            return List.of();
        }
    }
}
