package io.leasewatch.web.cdi;

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

/** Tells {@code postgres} what {@code pgbouncer} knows of a wire. */
record PgBouncerAdapter(PgBouncers bouncers) implements PoolerClients {

    @Override
    public @Nullable PooledClient client(int localPort, String poolerAddress, int poolerPort) {
        for (PgBouncerStatus status : bouncers.statuses()) {
            PgBouncerSnapshot last = status.last();
            // By its port: the address that it is configured with may be a name.
            if (last != null && status.state().isAnswering() && status.name().endsWith(":" + poolerPort)) {
                Optional<PgBouncerClient> client = last.clientAt(localPort);
                if (client.isPresent()) {
                    return pooled(client.get(), last, status.name());
                }
            }
        }
        return null;
    }

    private PooledClient pooled(PgBouncerClient client, PgBouncerSnapshot of, String bouncer) {
        Optional<PgBouncerServer> server = of.serverOf(client).filter(one -> one.remotePid() > 0);
        return new PooledClient(
                client.address(),
                client.port(),
                client.state(),
                pool(client, bouncer),
                server.map(PgBouncerServer::remotePid).orElse(null),
                server.map(PgBouncerServer::localPort).orElse(null));
    }

    /** Its pool as its reading is called: by its database, and by its user where there are several. */
    private @Nullable String pool(PgBouncerClient client, String bouncer) {
        String ofDatabase = "/" + client.database();
        String ofUser = ofDatabase + "/" + client.user();
        boolean several = bouncers.statuses().size() > 1;
        return bouncers.read().stream()
                .map(PoolReading::poolName)
                .filter(name -> !several || name.contains("/" + bouncer + "/"))
                .filter(name -> name.endsWith(ofUser) || name.endsWith(ofDatabase))
                .findFirst()
                .orElse(null);
    }
}
