package io.leasewatch.it;

class OldestLibertyEventsIT extends AgentEvents {

    OldestLibertyEventsIT() {
        super("oldest-events", Archives.oldestLiberty());
    }
}
