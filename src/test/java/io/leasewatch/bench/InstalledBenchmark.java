package io.leasewatch.bench;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.it.MeasuredServer;
import io.leasewatch.it.MeasuredServer.Installed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.slf4j.LoggerFactory;

/**
 * Sends the same requests to servers on which Leasewatch is installed as the README says, and to one without it. All run at once and are
 * measured in turn, in alternating order.
 */
final class InstalledBenchmark {

    /** New rounds are begun for so long. */
    private static final Duration MEASURING = Duration.ofSeconds(Integer.getInteger("bench.seconds", 600));

    private static final int CONNECTIONS = 4;

    /** A server answers at its full rate after about a minute, when the second compiler has done its work. */
    private static final int FIRST_WARM_UP_SECONDS = 60;

    private static final int WARM_UP_SECONDS = 6;

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="books"><jta-data-source>jdbc/shared</jta-data-source></persistence-unit>
            </persistence>
            """;

    private final Map<Installed, MeasuredServer> servers = new LinkedHashMap<>();
    private final Map<Variant, Map<Request, List<Wrk.Load>>> loads = new EnumMap<>(Variant.class);
    private int rounds;

    int rounds() {
        return rounds;
    }

    void measure() throws IOException {
        try {
            start();
            for (MeasuredServer server : servers.values()) {
                Wrk.warmUp(server.at(Request.ONE.path(Variant.PLAIN)), CONNECTIONS, FIRST_WARM_UP_SECONDS);
            }
            for (Request request : Request.values()) {
                for (Variant variant : order(request)) {
                    Wrk.warmUp(server(variant).at(request.path(variant)), CONNECTIONS, WARM_UP_SECONDS);
                }
            }
            long end = System.nanoTime() + MEASURING.toNanos();
            while (rounds < 2 || System.nanoTime() < end) {
                for (Request request : Request.values()) {
                    for (Variant variant : order(request)) {
                        load(variant, request);
                    }
                }
                rounds++;
            }
        } finally {
            servers.values().forEach(MeasuredServer::close);
        }
    }

    /** Every other round begins at the other end, so that none is always measured after the same neighbour. */
    private List<Variant> order(Request request) {
        List<Variant> order = new ArrayList<>(request.variants());
        if (rounds % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    private void start() throws IOException {
        Path application = application();
        for (Variant variant : Variant.values()) {
            if (!servers.containsKey(variant.installed)) {
                servers.put(
                        variant.installed,
                        MeasuredServer.start(variant.name().toLowerCase(Locale.ROOT), application, variant.installed));
            }
        }
    }

    /** The measured application. */
    static Path application() throws IOException {
        Path application = Files.createTempFile("installed", ".war");
        application.toFile().deleteOnExit();
        ShrinkWrap.create(WebArchive.class)
                .addClasses(MeasuredServlet.class, MeasuredPools.class, MeasuredBean.class, MeasuredBook.class)
                .addAsLibraries(archive(HikariDataSource.class), archive(LoggerFactory.class))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
                .as(ZipExporter.class)
                .exportTo(application.toFile(), true);
        return application;
    }

    private static File archive(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** The options that start OpenTelemetry's agent. It makes its spans and sends them nowhere. */
    private static String openTelemetry() {
        try {
            return "-javaagent:" + archive(Class.forName("io.opentelemetry.javaagent.OpenTelemetryAgent"))
                    + " -Dotel.traces.exporter=none -Dotel.metrics.exporter=none -Dotel.logs.exporter=none";
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("OpenTelemetry's agent is in the class path of the profile bench alone", e);
        }
    }

    private MeasuredServer server(Variant variant) {
        return requireNonNull(servers.get(variant.installed));
    }

    private void load(Variant variant, Request request) throws IOException {
        MeasuredServer server = server(variant);
        Usage before = Usage.of(server);
        Wrk.Load load = Wrk.load(server.at(request.path(variant)), CONNECTIONS, 2);
        Usage after = Usage.of(server);
        loads.computeIfAbsent(variant, key -> new EnumMap<>(Request.class))
                .computeIfAbsent(request, key -> new ArrayList<>())
                .add(load.with(
                        (after.nanos - before.nanos) / load.requests(), after.bytesSince(before) / load.requests()));
    }

    /** The measurements of all rounds, in their order. */
    List<Wrk.Load> loads(Variant variant, Request request) {
        return requireNonNull(requireNonNull(loads.get(variant)).get(request));
    }

    /** What is on a server, and the data source that a request uses. */
    enum Variant {
        PLAIN("without Leasewatch", Installed.nothing(""), "shared"),
        AGENT("agent alone", new Installed(true, false, false, "", ""), "shared"),
        AGENT_AND_MONITOR("agent, library and monitor", new Installed(true, false, true, "site", ""), "shared"),
        WRAPPER_AND_MONITOR("wrapper, library and monitor", new Installed(false, true, true, "site", ""), "shared"),
        OPEN_TELEMETRY("OpenTelemetry's agent", Installed.nothing(openTelemetry()), "shared"),
        HIKARI("HikariCP in the application", PLAIN.installed, "hikari"),
        HIKARI_DETECTING("HikariCP, `leakDetectionThreshold` set", PLAIN.installed, "hikari-detecting");

        final String title;
        final Installed installed;
        private final String source;

        Variant(String title, Installed installed, String source) {
            this.title = title;
            this.installed = installed;
            this.source = source;
        }

        /** What it is compared with: the same without a detection of leaks. */
        Variant base() {
            return this == HIKARI_DETECTING ? HIKARI : PLAIN;
        }
    }

    /** What a request does. */
    enum Request {
        NONE("no connection", "once?take=0&from=%s"),
        ONE("1 connection", "once?take=1&from=%s"),
        FIVE("5 connections", "once?take=5&from=%s"),
        TWENTY("20 connections", "once?take=20&from=%s"),
        BEAN("1 in a transaction of a bean", "bean"),
        ENTITY("1 by JPA", "entity"),
        LATER("1 in a task, answered later", "later");

        final String title;
        private final String path;

        Request(String title, String path) {
            this.title = title;
            this.path = path;
        }

        String path(Variant variant) {
            return path.formatted(variant.source);
        }

        /** What it is measured on. Beans and tasks do not depend on the pool, so pools of the application are left out there. */
        List<Variant> variants() {
            boolean pool = this == ONE || this == FIVE || this == TWENTY;
            return Arrays.stream(Variant.values())
                    .filter(variant -> pool || variant.source.equals("shared"))
                    .toList();
        }
    }

    /** What a server has used so far: nanoseconds of processor time, and the bytes that each of its live threads has allocated. */
    private record Usage(double nanos, Map<String, Long> bytes) {

        static Usage of(MeasuredServer server) {
            String[] parts = server.get("usage").split(" ");
            Map<String, Long> bytes = new HashMap<>();
            for (int i = 1; i < parts.length; i++) {
                String[] thread = parts[i].split("=");
                bytes.put(thread[0], Long.parseLong(thread[1]));
            }
            return new Usage(Double.parseDouble(parts[0]), bytes);
        }

        /** What threads have allocated since, without those that have ended. */
        double bytesSince(Usage before) {
            return bytes.entrySet().stream()
                    .mapToLong(thread -> thread.getValue() - before.bytes.getOrDefault(thread.getKey(), 0L))
                    .sum();
        }
    }
}
