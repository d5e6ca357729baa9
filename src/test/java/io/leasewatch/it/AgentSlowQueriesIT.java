package io.leasewatch.it;

import org.junit.jupiter.api.extension.ExtendWith;

/** With the agent. */
@ExtendWith(AgentServer.class)
class AgentSlowQueriesIT extends SlowQueriesBehaviour {

    AgentSlowQueriesIT(LibertyServer server) {
        super(server);
    }
}
