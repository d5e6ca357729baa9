package io.leasewatch.monitor;

import io.leasewatch.monitor.pgbouncer.PgBouncerClient;
import io.leasewatch.monitor.pgbouncer.PgBouncerServer;
import io.leasewatch.monitor.pgbouncer.PgBouncerSnapshot;
import io.leasewatch.monitor.pgbouncer.PgBouncerStatus;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.postgres.PooledClient;
import io.leasewatch.monitor.postgres.PoolerClients;
import io.leasewatch.spi.PoolReading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the PgBouncer client for a socket, from the latest snapshots of {@code monitor.pgbouncer}. */
public record PgBouncerAdapter(PgBouncers pgbouncers) implements PoolerClients {

    @Override
    public @Nullable PooledClient client(int localPort, String poolerAddress, int poolerPort) {
        for (PgBouncerStatus status : pgbouncers.statuses()) {
            PgBouncerSnapshot last = status.last();
            // Compares the port only, because the configured address may be a host name.
            if (last != null && status.state().isAnswering() && status.name().endsWith(":" + poolerPort)) {
                Optional<PgBouncerClient> client = last.clientAt(localPort);
                if (client.isPresent()) {
                    return pooled(client.get(), last, status.name());
                }
            }
        }
        return null;
    }

    private PooledClient pooled(PgBouncerClient client, PgBouncerSnapshot snapshot, String pgbouncer) {
        Optional<PgBouncerServer> link = snapshot.serverOf(client).filter(server -> server.remotePid() > 0);
        return new PooledClient(
                client.address(),
                client.port(),
                client.state(),
                pool(client, pgbouncer),
                link.map(PgBouncerServer::remotePid).orElse(null),
                link.map(PgBouncerServer::localPort).orElse(null));
    }

    /**
     * The name of the client's pool in its reading. It ends with the database, or with database and user if the database has
     * pools of several users.
     */
    private @Nullable String pool(PgBouncerClient client, String pgbouncer) {
        String ofDatabase = "/" + client.database();
        String ofUser = ofDatabase + "/" + client.user();
        boolean several = pgbouncers.statuses().size() > 1;
        return pgbouncers.read().stream()
                .map(PoolReading::poolName)
                .filter(name -> !several || name.contains("/" + pgbouncer + "/"))
                .filter(name -> name.endsWith(ofUser) || name.endsWith(ofDatabase))
                .findFirst()
                .orElse(null);
    }
}
