package io.leasewatch.it;

import org.junit.jupiter.api.extension.ExtendWith;

/** Without the agent. */
@ExtendWith(RunServer.class)
class RunServerSlowQueriesIT extends SlowQueriesBehaviour {

    RunServerSlowQueriesIT(LibertyServer server) {
        super(server);
    }
}
