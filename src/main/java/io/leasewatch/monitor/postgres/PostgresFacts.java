package io.leasewatch.monitor.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a database said in one look.
 *
 * @param version such as {@code 17.5}
 * @param maxConnections its {@code max_connections}
 * @param reserved how many of those are kept for superusers and for who may use reserved ones
 * @param allBackends every process in {@code pg_stat_activity}, its own included
 * @param mayReadAll whether our user sees what other users' sessions do
 * @param isPooled whether something stands between it and us that hands out other process ids than its own
 * @param wire our own end of the wire, {@code null} if that could not be told
 * @param backends those that serve clients, by process id; at most {@link PostgresQueries#MOST}
 */
public record PostgresFacts(
        String version,
        int maxConnections,
        int reserved,
        int allBackends,
        boolean mayReadAll,
        boolean isPooled,
        @Nullable SocketEndpoint wire,
        Map<Integer, Backend> backends) {

    private static final int LONGEST_CHAIN = 10;
    private static final int MOST_CLIENTS = 50;

    public PostgresFacts {
        backends = Map.copyOf(backends);
    }

    /** The most connections that applications may have, all together. */
    public int usable() {
        return Math.max(0, maxConnections - reserved);
    }

    /** Whether applications get no connection any more. */
    public boolean isFull() {
        return backends.size() >= usable();
    }

    /** The backend at the other end of that wire; {@code null} if it leads to another database, or to a pooler. */
    @Nullable
    Backend of(SocketEndpoint end) {
        Backend backend = backends.get(end.backendPid());
        if (backend == null) {
            return null;
        }
        boolean samePort = backend.clientPort() != null && backend.clientPort() == end.localPort();
        // Where addresses are translated between us and it, ports differ; then our own wire tells which database is
        // meant.
        boolean sameServer = !isPooled
                && wire != null
                && wire.serverPort() == end.serverPort()
                && wire.serverAddress().equals(end.serverAddress());
        return samePort || sameServer ? backend : null;
    }

    /** The backend that a pooler has for that client. */
    @Nullable
    Backend of(PooledClient client) {
        Backend backend = client.serverPid() == null ? null : backends.get(client.serverPid());
        if (backend == null) {
            return null;
        }
        Integer port = client.serverLocalPort();
        return port == null || backend.clientPort() == null || port.equals(backend.clientPort()) ? backend : null;
    }

    /** Who is in the way of whom: from a waiting backend to the one that it all comes from. Bounded, and cut where it is a circle. */
    public List<Integer> chain(Backend waiting) {
        Set<Integer> chain = new LinkedHashSet<>();
        Backend at = waiting;
        while (at != null && chain.size() < LONGEST_CHAIN && chain.add(at.pid())) {
            List<Integer> next = at.blockedBy();
            at = next.isEmpty() ? null : backends.get(next.get(0));
            if (at == null && !next.isEmpty()) {
                chain.add(next.get(0));
            }
        }
        return new ArrayList<>(chain);
    }

    /** Backends that wait for a lock of another, the longest in their transaction first. */
    public List<Backend> blocked() {
        return backends.values().stream()
                .filter(backend -> !backend.blockedBy().isEmpty())
                .sorted(Comparator.comparingInt(Backend::pid))
                .toList();
    }

    /** How many backends each program has, from wherever it is; those with the most first, at most {@link #MOST_CLIENTS}. */
    public List<Client> clients() {
        return backends.values().stream()
                .collect(Collectors.groupingBy(
                        backend -> new Client(
                                backend.applicationName(),
                                backend.user(),
                                backend.database(),
                                backend.clientAddress(),
                                0),
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey().times(entry.getValue().intValue()))
                .sorted(Comparator.comparingInt(Client::count)
                        .reversed()
                        .thenComparing(Function.identity(), Comparator.comparing(Client::toString)))
                .limit(MOST_CLIENTS)
                .toList();
    }

    /** A program that is connected {@code count} times. */
    public record Client(
            String applicationName,
            @Nullable String user,
            @Nullable String database,
            @Nullable String clientAddress,
            int count) {

        Client times(int times) {
            return new Client(applicationName, user, database, clientAddress, times);
        }
    }
}
