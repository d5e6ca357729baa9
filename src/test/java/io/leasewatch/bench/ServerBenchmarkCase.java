package io.leasewatch.bench;

/** What is measured on servers: what is on them, and what is done there. */
final class ServerBenchmarkCase {

    private ServerBenchmarkCase() {}

    /** What of Leasewatch is on a server. */
    enum Watching {
        NOTHING("no agent", false, false, ""),
        AGENT_ALONE("agent without hooks", true, false, ""),
        AGENT_OFF("agent with hooks, capture `off`", true, false, "off"),
        AGENT_SITE("agent with hooks, capture `site`", true, false, "site"),
        WRAPPER_OFF("wrapper, capture `off`", false, true, "off"),
        WRAPPER_SITE("wrapper, capture `site`", false, true, "site");

        final String title;
        final boolean agent;
        final boolean wrapped;
        /** The monitor's mode, empty without a monitor. */
        final String capture;

        Watching(String title, boolean agent, boolean wrapped, String capture) {
            this.title = title;
            this.agent = agent;
            this.wrapped = wrapped;
            this.capture = capture;
        }
    }

    /** What is done over and over inside one request. */
    enum Work {
        TAKE_SHARED("shareable: take, close", "loop?do=take&from=shared&slices="),
        TAKE_UNSHARED("unshareable: take, close", "loop?do=take&from=unshared&slices="),
        QUERY("unshareable: take, query one row, close", "loop?do=query&from=unshared&slices=");

        final String title;
        final String path;

        Work(String title, String path) {
            this.title = title;
            this.path = path;
        }
    }
}
