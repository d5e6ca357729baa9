package io.leasewatch.it;

/** The run server as it is shipped, but without its agent, and with limits short enough for a test. */
final class RunServer extends SharedServer {

    @Override
    LibertyServer start() {
        return ServerSetup.runServer("run")
                // A small machine's server begins with four threads, and half of the tests need more at once.
                .config("<executor coreThreads=\"40\"/>")
                .edit("server.xml", "<group name=\"leasewatch-viewer\">", """
                        <user name="stranger" password="stranger"/>
                        <user name="busy" password="busy"/>
                        <user name="newcomer" password="newcomer"/>
                        <group name="leasewatch-viewer">""")
                .edit("server.xml", "<member name=\"${admin.name}\"/>", """
                        <member name="${admin.name}"/>
                        <member name="busy"/>""")
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT3S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                // What receives alerts in a test is on this machine.
                .env("LEASEWATCH_ALERTS_PRIVATE_ADDRESSES", "true")
                .env("LEASEWATCH_SUMMARY_INTERVAL", "PT5S")
                .env("LEASEWATCH_HISTORY_INTERVAL", "PT1S")
                .env("LEASEWATCH_REQUEST_SLOW_THRESHOLD", "PT1S")
                .start("leasewatch", "bookshop");
    }
}
