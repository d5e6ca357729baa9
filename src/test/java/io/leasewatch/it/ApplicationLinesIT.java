package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leasewatch.it.Shop.Taker;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.example.borrowed.Borrowers;
import org.example.borrowed.Orders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A leak is named by the application's line in whatever package that is, and wherever in an application; and so is one that a library
 * takes on its behalf. On a server with the agent alone, and on one with watched data sources in server.xml and without the agent.
 */
class ApplicationLinesIT {

    private static final String CONFIG = """
            <server>
              <featureManager>
                <feature>webProfile-10.0</feature>
                <feature>microProfile-7.1</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
              <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
              <dataSource jndiName="%s">
                <jdbcDriver libraryRef="h2"/>
                <connectionManager maxPoolSize="100" connectionTimeout="5s"/>
                <properties URL="jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1"/>
              </dataSource>
              <basicRegistry>
                <user name="viewer" password="viewer"/>
                <group name="leasewatch-viewer"><member name="viewer"/></group>
              </basicRegistry>
              %s
            </server>
            """;

    private static final String WRAPPED = """
            <library id="leasewatch"><file name="${server.config.dir}/lib/leasewatch-lib.jar"/></library>
            <jndiObjectFactory id="leasewatchFactory" libraryRef="leasewatch"
                className="io.leasewatch.jdbc.WatchedDataSourceFactory"/>
            <jndiReferenceEntry jndiName="jdbc/shop" factoryRef="leasewatchFactory">
              <properties target="jdbc/shop-pool"/>
            </jndiReferenceEntry>
            """;

    private enum Watched {
        BY_AGENT,
        BY_WRAPPER
    }

    private static LibertyServer withAgent;
    private static LibertyServer withWrapper;

    @BeforeAll
    static void start(@TempDir Path folder) {
        withAgent = setup("lines-agent", folder, "jdbc/shop", "").agent().start(applications());
        withWrapper = setup("lines-wrapper", folder, "jdbc/shop-pool", WRAPPED)
                .lib(Archives.LIBRARY)
                .start(applications());
    }

    private static ServerSetup setup(String name, Path folder, String source, String more) {
        ServerSetup setup = ServerSetup.named(name).app(Archives.MONITOR);
        String shared = more.isEmpty() ? "" : "<classloader commonLibraryRef=\"leasewatch\"/>";
        List<String> elements = new ArrayList<>();
        elements.add(more);
        elements.add("<webApplication location=\"leasewatch.war\">" + shared + "</webApplication>");
        Shop.all().forEach(shop -> {
            setup.app(shop.war(folder)).app(shop.ear(folder));
            elements.add("<webApplication location=\"%1$s.war\" contextRoot=\"%1$s\">%2$s</webApplication>"
                    .formatted(shop.name(), shared));
            elements.add(("<enterpriseApplication location=\"%1$s-ear.ear\">%2$s"
                            + "<web-ext moduleName=\"%1$s\" context-root=\"%1$s-ear\"/></enterpriseApplication>")
                    .formatted(shop.name(), shared));
        });
        setup.app(BorrowedArchive.write(folder));
        elements.add("<webApplication location=\"borrowed.war\">" + shared + "</webApplication>");
        return setup.write("server.xml", CONFIG.formatted(source, String.join("\n", elements)));
    }

    private static String[] applications() {
        return Stream.concat(
                        Stream.of("leasewatch", "borrowed"),
                        Shop.all().stream().flatMap(shop -> Stream.of(shop.name(), shop.name() + "-ear")))
                .toArray(String[]::new);
    }

    @AfterAll
    static void stop() {
        withAgent.close();
        withWrapper.close();
    }

    @ParameterizedTest
    @EnumSource
    void leakIsNamedByTheApplicationsLineInWhateverPackage(Watched watched) {
        LibertyServer server = server(watched);
        List<Tuple> expected = new ArrayList<>();

        for (Shop shop : Shop.all()) {
            for (Taker taker : Taker.values()) {
                String root = taker == Taker.TILL ? shop.name() + "-ear" : shop.name();
                assertThat(server.get(Shop.path(root, taker, false)).status()).isEqualTo(200);
                assertThat(server.get(Shop.path(root, taker, true)).status()).isEqualTo(200);
                expected.add(tuple("outlived_request", shop.className(taker), shop.site(taker)));
                expected.add(tuple("thread_ended", shop.className(taker), shop.site(taker)));
            }
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                leaks(server, name -> Shop.all().stream().anyMatch(shop -> shop.has(name))))
                        .containsExactlyInAnyOrderElementsOf(expected));
    }

    @ParameterizedTest
    @EnumSource
    void leakThroughALibraryIsNamedByTheLineThatCalledTheLibrary(Watched watched) {
        LibertyServer server = server(watched);
        List<String> libraries = Borrowers.FORGETFUL;

        for (String library : libraries) {
            assertThat(borrow(server, library)).as(library).isEqualTo(200);
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(leaks(server, Borrowers.class.getName()::equals))
                        .containsExactlyInAnyOrderElementsOf(libraries.stream()
                                .map(library -> tuple(
                                        "outlived_request",
                                        Borrowers.class.getName(),
                                        SourceLine.ofBorrowed("Borrowers.java", "void " + library, "FORGOTTEN.add(")))
                                .toList()));
    }

    @ParameterizedTest
    @EnumSource
    void leakInWhatAPageAsksForIsNamedByTheApplicationsLine(Watched watched) {
        LibertyServer server = server(watched);

        Answer page = server.get("/borrowed/orders.xhtml");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("quill");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(leaks(server, Orders.class.getName()::equals))
                        .containsExactly(tuple(
                                "outlived_request",
                                Orders.class.getName(),
                                SourceLine.ofBorrowed("Orders.java", "load", "getConnection("))));
    }

    /** Its class is in a package of the server, and its lines are those of the servlet that the server made of it. */
    @ParameterizedTest
    @EnumSource
    void leakInAServerPageIsThePages(Watched watched) {
        LibertyServer server = server(watched);

        assertThat(server.get("/borrowed/forget.jsp").body()).contains("forgotten");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(leaks(server, name -> name.startsWith("com.ibm._jsp.")))
                        .singleElement()
                        .satisfies(leak -> assertThat(leak.toList().get(0)).isEqualTo("outlived_request")));
    }

    @ParameterizedTest
    @EnumSource
    void connectionsThatALibraryGivesBackAreOfTheLineThatCalledIt(Watched watched) {
        LibertyServer server = server(watched);

        assertThat(borrow(server, "flyway")).isEqualTo(200);

        String line = SourceLine.ofBorrowed("Borrowers.java", "void migrate", "migrate()");
        assertThat(new Monitor(server).released())
                .extracting(lease -> lease.getJsonObject("site"))
                .filteredOn(site -> site.getString("label").equals(line))
                .isNotEmpty();
        assertThat(new Monitor(server).released())
                .extracting(lease -> lease.getJsonObject("site").getString("className"))
                .noneMatch(name -> name.startsWith("org.flywaydb."));
    }

    private static int borrow(LibertyServer server, String library) {
        return server.get("/borrowed/borrow?through=" + library).status();
    }

    private static LibertyServer server(Watched watched) {
        return watched == Watched.BY_AGENT ? withAgent : withWrapper;
    }

    /** Kind, class and site of every leak that was taken in one of these classes. */
    private static List<Tuple> leaks(LibertyServer server, Predicate<String> classes) {
        return new Monitor(server)
                .get("leaks?limit=1000").getJsonArray("leaks").getValuesAs(JsonObject.class).stream()
                        .filter(leak -> classes.test(className(leak)))
                        .map(leak -> tuple(leak.getString("kind"), className(leak), leak.getString("site")))
                        .toList();
    }

    private static String className(JsonObject leak) {
        return leak.getJsonObject("lease").getJsonObject("site").getString("className");
    }
}
