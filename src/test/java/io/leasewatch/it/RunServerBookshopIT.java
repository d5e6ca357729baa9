package io.leasewatch.it;

import org.junit.jupiter.api.extension.ExtendWith;

/** Without the agent. */
@ExtendWith(RunServer.class)
class RunServerBookshopIT extends BookshopBehaviour {

    RunServerBookshopIT(LibertyServer server) {
        super(server);
    }
}
