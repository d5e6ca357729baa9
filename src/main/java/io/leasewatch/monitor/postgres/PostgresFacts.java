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
 * The answers of a database to one poll.
 *
 * @param version such as {@code 17.5}
 * @param maxConnections its {@code max_connections}
 * @param reserved the number of connections reserved for superusers and privileged users
 * @param allBackends the number of processes in {@code pg_stat_activity}, including PostgreSQL's own
 * @param mayReadAll whether the polling user may see the activity of other users
 * @param isPooled whether the poll goes through a pooler, which reports other process ids than PostgreSQL
 * @param wire the socket of the polling connection, {@code null} if unknown
 * @param backends client backends by process id; at most {@link PostgresQueries#MOST}
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

    /** The maximum number of connections for all applications together. */
    public int usable() {
        return Math.max(0, maxConnections - reserved);
    }

    /** Whether no connection is left for applications. */
    public boolean isFull() {
        return backends.size() >= usable();
    }

    /** The backend at the other end of a socket; {@code null} if the socket leads to another database, or to a pooler. */
    @Nullable
    Backend of(SocketEndpoint end) {
        Backend backend = backends.get(end.backendPid());
        if (backend == null) {
            return null;
        }
        boolean samePort = backend.clientPort() != null && backend.clientPort() == end.localPort();
        // With address translation the ports differ. Then the server address of the polling connection identifies the
        // database.
        boolean sameServer = !isPooled
                && wire != null
                && wire.serverPort() == end.serverPort()
                && wire.serverAddress().equals(end.serverAddress());
        return samePort || sameServer ? backend : null;
    }

    /** The backend that a pooler has linked to {@code client}. */
    @Nullable
    Backend of(PooledClient client) {
        Backend backend = client.serverPid() == null ? null : backends.get(client.serverPid());
        if (backend == null) {
            return null;
        }
        Integer port = client.serverLocalPort();
        return port == null || backend.clientPort() == null || port.equals(backend.clientPort()) ? backend : null;
    }

    /** The chain of blocking: from a waiting backend to the backend at its root. Bounded, and cut at a cycle. */
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

    /** Backends that are blocked by others, sorted by process id. */
    public List<Backend> blocked() {
        return backends.values().stream()
                .filter(backend -> !backend.blockedBy().isEmpty())
                .sorted(Comparator.comparingInt(Backend::pid))
                .toList();
    }

    /** The number of backends per client program, largest first, at most {@link #MOST_CLIENTS} programs. */
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

    /** A client program with {@code count} connections. */
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
