package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A server with many pools, of which an application holds many connections for long, and takes more for a moment. */
public final class CrowdedServer implements AutoCloseable {

    public static final List<String> POOLS = List.of(
            "audit",
            "billing",
            "catalogue",
            "coupons",
            "customers",
            "inventory",
            "invoices",
            "mail",
            "orders",
            "payments",
            "pricing",
            "recommendations",
            "reports",
            "returns",
            "reviews",
            "search",
            "sessions",
            "shipping",
            "suppliers",
            "warehouse-replenishment-eu-central");

    /** Whose application forgets some of its connections. */
    static final List<String> LEAKING = List.of("inventory", "invoices", "payments");

    /** Of every pool. */
    public static final int LEASES_EACH = 10;

    /** Of a leaking pool. */
    static final int LEAKS_EACH = 4;

    private final LibertyServer server;
    private final ScheduledThreadPoolExecutor traffic = new ScheduledThreadPoolExecutor(1);
    private final AtomicInteger sent = new AtomicInteger();

    private CrowdedServer(LibertyServer server) {
        this.server = server;
    }

    /** Starts one; {@code jvm} is how. */
    public static CrowdedServer start(String name, String jvm) {
        return new CrowdedServer(ServerSetup.runServer(name)
                .without("apps/bookshop.war")
                .app(application(), "crowd.war")
                .write("server.xml", serverXml())
                .env("JVM_ARGS", jvm)
                // What is held for long here is not forgotten for that.
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT1H")
                .start("leasewatch", "crowd"));
    }

    private static Path application() {
        try {
            Path archive = Files.createTempFile("crowd", ".war");
            archive.toFile().deleteOnExit();
            ShrinkWrap.create(WebArchive.class)
                    .addClass(CrowdServlet.class)
                    .as(ZipExporter.class)
                    .exportTo(archive.toFile(), true);
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String serverXml() {
        return """
                <server>
                  <include location="leasewatch.xml"/>
                  <featureManager>
                    <platform>jakartaee-10.0</platform>
                    <platform>microprofile-7.1</platform>
                    <feature>jdbc</feature>
                    <feature>mpMetrics-5.1</feature>
                    <feature>mpOpenAPI</feature>
                  </featureManager>
                  <mpMetrics authentication="false"/>
                  <executor coreThreads="40"/>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
                  <basicRegistry id="basic" realm="leasewatch">
                    <user name="viewer" password="viewer"/>
                    <user name="admin" password="admin"/>
                    <group name="leasewatch-viewer"><member name="viewer"/></group>
                    <group name="leasewatch-admin"><member name="admin"/></group>
                  </basicRegistry>
                  <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
                """ + POOLS.stream().map(CrowdedServer::source).collect(Collectors.joining()) + """
                  <webApplication name="crowd" location="crowd.war" contextRoot="/crowd">
                    <classloader commonLibraryRef="leasewatch"/>
                  </webApplication>
                </server>
                """;
    }

    private static String source(String name) {
        return """
                  <dataSource jndiName="jdbc/%1$s-pool">
                    <jdbcDriver libraryRef="h2"/>
                    <connectionManager maxPoolSize="%2$d" connectionTimeout="5s" enableSharingForDirectLookups="false"/>
                    <properties URL="jdbc:h2:mem:%1$s;DB_CLOSE_DELAY=-1"/>
                  </dataSource>
                  <jndiReferenceEntry jndiName="jdbc/%1$s" factoryRef="leasewatchFactory">
                    <properties target="jdbc/%1$s-pool"/>
                  </jndiReferenceEntry>
                """.formatted(name, name.equals("search") ? 12 : 20);
    }

    /** Has the application take {@link #LEASES_EACH} connections of every pool, and keep them. */
    public void fill() {
        for (String pool : POOLS) {
            int forgotten = LEAKING.contains(pool) ? LEAKS_EACH : 0;
            int reported = LEASES_EACH / 2 - forgotten;
            ask(pool, "export", LEASES_EACH / 2);
            ask(pool, "report", reported);
            ask(pool, "forget", forgotten);
        }
    }

    /** Has it give back all that it keeps of a pool. */
    void release(String pool) {
        ask(pool, "release", 1);
    }

    /** Has it give back everything. */
    public void empty() {
        POOLS.forEach(this::release);
    }

    private void ask(String pool, String what, int count) {
        if (count > 0) {
            Answer answer = server.get("/crowd/" + pool + "/" + what + "?count=" + count);
            if (answer.status() != 200) {
                throw new IllegalStateException(pool + " " + what + " was answered with " + answer);
            }
        }
    }

    /** Sends so many requests in a second, each of which takes a connection of another pool for a moment, until that is closed. */
    public AutoCloseable traffic(int perSecond) {
        ScheduledFuture<?> sending = traffic.scheduleAtFixedRate(
                () -> server.to("/crowd/" + POOLS.get(sent.getAndIncrement() % POOLS.size()) + "/serve")
                        .getLater(),
                0,
                TimeUnit.SECONDS.toMicros(1) / perSecond,
                TimeUnit.MICROSECONDS);
        return () -> sending.cancel(false);
    }

    LibertyServer server() {
        return server;
    }

    /** Where a browser finds it. */
    public String url(String path) {
        return server.url(path);
    }

    /** The process id of its JVM. */
    public long pid() {
        return server.pid();
    }

    @Override
    public void close() {
        traffic.shutdownNow();
        server.close();
    }
}
