package io.leasewatch.it;

class AgentEventsIT extends AgentEvents {

    AgentEventsIT() {
        super("agent-events", Archives.liberty());
    }
}
