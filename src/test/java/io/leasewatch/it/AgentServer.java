package io.leasewatch.it;

/** The run server with its agent, and with limits short enough for a test. */
final class AgentServer extends SharedServer {

    @Override
    LibertyServer start() {
        return ServerSetup.runServer("agent-bookshop")
                .agent()
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT8S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .start("leasewatch", "bookshop");
    }
}
