package io.leasewatch.it;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AgentServer.class)
class AgentBookshopIT extends BookshopBehaviour {

    AgentBookshopIT(LibertyServer server) {
        super(server);
    }
}
