package io.leasewatch.bench;

import io.leasewatch.it.MeasuredServer.Installed;

/** What is measured on servers: what is on them, and what is done there. */
final class ServerBenchmarkCase {

    private ServerBenchmarkCase() {}

    /** What of Leasewatch is on a server. Its application does not share the library. */
    enum Watching {
        NOTHING("no agent", new Installed(false, false, false, "")),
        AGENT_ALONE("agent without hooks", new Installed(true, false, false, "")),
        AGENT_OFF("agent with hooks, capture `off`", new Installed(true, false, false, "off")),
        AGENT_SITE("agent with hooks, capture `site`", new Installed(true, false, false, "site")),
        WRAPPER_OFF("wrapper, capture `off`", new Installed(false, true, false, "off")),
        WRAPPER_SITE("wrapper, capture `site`", new Installed(false, true, false, "site"));

        final String title;
        final Installed installed;

        Watching(String title, Installed installed) {
            this.title = title;
            this.installed = installed;
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
