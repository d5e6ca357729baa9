package io.leasewatch.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server for the benchmark: the run server without its bookshop, with an application that knows the data source
 * {@code jdbc/shared}. All have the same features, whatever of Leasewatch is on them.
 */
public final class MeasuredServer implements AutoCloseable {

    private static final String CONFIG = """
            <server>
              <include location="leasewatch.xml"/>
              <featureManager>
                <platform>jakartaee-10.0</platform>
                <platform>microprofile-7.1</platform>
                <feature>jdbc</feature>
                <feature>persistence</feature>
                <feature>mpMetrics-5.1</feature>
                <feature>mpOpenAPI</feature>
              </featureManager>
              <config updateTrigger="disabled"/>
              <applicationMonitor updateTrigger="disabled"/>
              <!-- Enough for all requests of a measurement at once; the server would take a while to find that out. -->
              <executor coreThreads="16" maxThreads="32"/>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
              <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
              <dataSource jndiName="jdbc/shared%1$s">
                <jdbcDriver libraryRef="h2"/>
                <properties URL="jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1"/>
              </dataSource>
              %2$s
              <webApplication name="bench" location="bench.war" contextRoot="/bench">
                <classloader commonLibraryRef="%3$s"/>
              </webApplication>
            </server>
            """;

    private static final String WRAPPED = """
              <jndiReferenceEntry jndiName="jdbc/shared" factoryRef="leasewatchFactory">
                <properties target="jdbc/shared-pool"/>
              </jndiReferenceEntry>
            """;

    private final LibertyServer server;
    private final URI base;

    private MeasuredServer(LibertyServer server, String port) {
        this.server = server;
        this.base = URI.create("http://127.0.0.1:" + port + "/bench/");
    }

    /** Starts a server with {@code application} and with what {@code installed} says. */
    public static MeasuredServer start(String name, Path application, Installed installed) {
        ServerSetup setup = ServerSetup.runServer("bench-" + name)
                .without("apps/bookshop.war")
                .app(application, "bench.war")
                .write(
                        "server.xml",
                        CONFIG.formatted(
                                installed.wrapped ? "-pool" : "",
                                installed.wrapped ? WRAPPED : "",
                                installed.library ? "leasewatch,h2" : "h2"))
                // Unlike the servers of the tests, with the second compiler.
                .env("JVM_ARGS", ("-Xms512m -Xmx512m " + installed.options).strip());
        if (installed.agent) {
            setup.agent();
        }
        if (installed.capture.isEmpty()) {
            setup.without("apps/leasewatch.war");
            return new MeasuredServer(setup.start("bench"), setup.port());
        }
        setup.env("LEASEWATCH_CAPTURE_MODE", installed.capture);
        return new MeasuredServer(setup.start("bench", "leasewatch"), setup.port());
    }

    /** What the application answers. */
    public String get(String path) {
        Answer answer = new Call(base.resolve(path)).get();
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "The measured application answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    /** Records with JFR what the server does while {@code load} runs, and answers the file. */
    public Path record(Runnable load) throws IOException {
        Path file = Files.createTempFile("measured", ".jfr");
        String recording = "name=measured";
        JdkTool.run("jcmd", String.valueOf(server.pid()), "JFR.start", recording, "settings=profile");
        load.run();
        JdkTool.run("jcmd", String.valueOf(server.pid()), "JFR.stop", recording, "filename=" + file);
        return file;
    }

    public URI at(String path) {
        return base.resolve(path);
    }

    @Override
    public void close() {
        server.close();
    }

    /**
     * What of Leasewatch is on a server.
     *
     * @param agent whether the agent is in jvm.options
     * @param wrapped whether the data sources are wrapped
     * @param library whether the application shares the library, so that its requests are tracked
     * @param capture the capture mode of the monitor; empty without a monitor
     * @param options further options of the JVM
     */
    public record Installed(boolean agent, boolean wrapped, boolean library, String capture, String options) {

        /** Nothing of Leasewatch. */
        public static Installed nothing(String options) {
            return new Installed(false, false, false, "", options);
        }
    }
}
