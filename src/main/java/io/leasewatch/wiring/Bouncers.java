package io.leasewatch.wiring;

import io.leasewatch.pgbouncer.Client;
import io.leasewatch.pgbouncer.PgBouncerSnapshot;
import io.leasewatch.pgbouncer.PgBouncerStatus;
import io.leasewatch.pgbouncer.PgBouncers;
import io.leasewatch.pgbouncer.Server;
import io.leasewatch.pool.PoolReading;
import io.leasewatch.postgres.PooledClient;
import io.leasewatch.postgres.Pooler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells {@code postgres} what {@code pgbouncer} knows of a wire. */
record Bouncers(PgBouncers bouncers) implements Pooler {

    @Override
    public @Nullable PooledClient client(int localPort, String poolerAddress, int poolerPort) {
        for (PgBouncerStatus status : bouncers.statuses()) {
            PgBouncerSnapshot last = status.last();
            // By its port: the address that it is configured with may be a name.
            if (last != null && status.state().isAnswering() && status.name().endsWith(":" + poolerPort)) {
                Optional<Client> client = last.clientAt(localPort);
                if (client.isPresent()) {
                    return pooled(client.get(), last, status.name());
                }
            }
        }
        return null;
    }

    private PooledClient pooled(Client client, PgBouncerSnapshot of, String bouncer) {
        Optional<Server> server = of.serverOf(client).filter(one -> one.remotePid() > 0);
        return new PooledClient(
                client.address(),
                client.port(),
                client.state(),
                pool(client, bouncer),
                server.map(Server::remotePid).orElse(null),
                server.map(Server::localPort).orElse(null));
    }

    /** Its pool as its reading is called: by its database, and by its user where there are several. */
    private @Nullable String pool(Client client, String bouncer) {
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
