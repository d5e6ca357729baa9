package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Applications that have never heard of Leasewatch, on a server as somebody else would have it, with every setting of Leasewatch at
 * its default. All that is added is the agent with its line in jvm.options, and what {@link #ADDED} says.
 */
class StrangerIT {

    private static final String CONFIG = """
            <server>
              <featureManager>
                <feature>webProfile-10.0</feature>
                <feature>microProfile-7.1</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
              <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
              <webApplication location="parcels.war"><classloader commonLibraryRef="h2"/></webApplication>
              <webApplication location="parcels-hibernate.war"><classloader commonLibraryRef="h2"/></webApplication>
            </server>
            """;

    /** The monitor, and somebody who may look at what it found. */
    private static final String ADDED = """
            <webApplication location="leasewatch.war"/>
            <basicRegistry>
              <user name="viewer" password="viewer"/>
              <group name="leasewatch-viewer"><member name="viewer"/></group>
            </basicRegistry>
            """;

    private static final String ECLIPSELINK = "parcels";
    private static final String HIBERNATE = "parcels-hibernate";

    private static LibertyServer server;
    private static Monitor monitor;

    private Set<Long> before = Set.of();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = ServerSetup.named("stranger")
                .agent()
                .app(Archives.MONITOR)
                .app(Parcels.archive(folder))
                .app(Parcels.withHibernate(folder))
                .write("server.xml", CONFIG)
                .config(ADDED)
                .start("leasewatch", ECLIPSELINK, HIBERNATE);
        monitor = new Monitor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void beginAnew() {
        for (String application : List.of(ECLIPSELINK, HIBERNATE)) {
            assertThat(parcels(application, "/find-again").post("").status()).isEqualTo(204);
        }
        await().atMost(SOON).until(() -> monitor.leases().isEmpty());
        before = ids(monitor.released());
    }

    @Test
    void everyPointOfTheAgentFits() {
        assertThat(server.log().lines("LSW9")).singleElement().asString().contains("LSW9101I");
    }

    @Test
    void twoPoolsOfOneNameAreTheirApplicationsOwn() {
        parcels(ECLIPSELINK, "").get();
        parcels(HIBERNATE, "/lose-on-a-thread").post("");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.list("pools"))
                        .extracting(
                                pool -> pool.getString("poolName"),
                                pool -> pool.getInt("inUseCount"),
                                pool -> pool.getString("watchedBy"))
                        .containsExactly(tuple(pool(HIBERNATE), 1, "agent"), tuple(pool(ECLIPSELINK), 0, "agent")));
    }

    @ParameterizedTest
    @ValueSource(strings = {ECLIPSELINK, HIBERNATE})
    void jpaDoesItsWorkAndGivesEveryConnectionBack(String application) {
        String ink = parcels(application, "?receiver=Ada&thing=ink&thing=quill")
                .post("")
                .body();
        String rope =
                parcels(application, "?receiver=Bartleby&thing=rope").post("").body();

        assertThat(parcels(application, "/in-vain?receiver=Charon").post("").status())
                .isEqualTo(409);
        assertThat(parcels(application, "").get().body()).isEqualTo("Ada Bartleby");
        assertThat(parcels(application, "/" + ink).get().body()).isEqualTo("ink quill");
        assertThat(parcels(application, "/things?receiver=Ada").get().body()).isEqualTo("2");
        assertThat(parcels(application, "/" + ink + "?receiver=Zeno").put("").status())
                .isEqualTo(204);
        assertThat(parcels(application, "/" + rope).delete().status()).isEqualTo(204);
        assertThat(parcels(application, "").get().body()).isEqualTo("Zeno");
        assertThat(parcels(application, "/" + ink).delete().status()).isEqualTo(204);

        await().atMost(SOON).until(() -> monitor.leases().isEmpty());
        assertThat(releasedSince()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(lease -> {
            assertThat(lease.getString("pool")).isEqualTo(pool(application));
            assertThat(lease.getString("outcome")).isEqualTo("returned");
            assertThat(lease.getString("service")).isEqualTo("unknown");
            assertThat(lease.getJsonObject("site").getString("label")).matches("(Depot|ParcelsResource)\\.java:\\d+");
        });
        assertThat(releasedSince()).noneMatch(lease -> lease.getBoolean("leaked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ECLIPSELINK, HIBERNATE})
    void theSiteOfAQueryIsTheApplicationsOwnLine(String application) {
        assertThat(parcels(application, "").get().status()).isEqualTo(200);

        assertThat(releasedSince())
                .singleElement()
                .extracting(lease -> lease.getJsonObject("site").getString("label"))
                .isEqualTo(SourceLine.ofParcels("Depot.java", "receivers", "getResultList("));
    }

    @ParameterizedTest
    @ValueSource(strings = {ECLIPSELINK, HIBERNATE})
    void aConnectionThatIsForgottenInARequestIsALeakThatTheServerClosed(String application) {
        assertThat(parcels(application, "/lose").post("").status()).isEqualTo(204);

        JsonObject leak = await().atMost(SOON)
                .until(() -> leaks(pool(application), "closed_by_container"), leaks -> leaks.size() == 1)
                .get(0);

        assertThat(leak.getString("kind")).isEqualTo("outlived_request");
        assertThat(leak.getString("site")).isEqualTo(SourceLine.ofParcels("Depot.java", "lose", "getConnection("));
    }

    @Test
    void aConnectionThatIsForgottenElsewhereIsALeakUntilItIsFoundAgain() {
        assertThat(parcels(ECLIPSELINK, "/lose-on-a-thread").post("").status()).isEqualTo(204);

        List<JsonObject> open = await().atMost(SOON).until(() -> monitor.openLeaks(), leaks -> !leaks.isEmpty());
        assertThat(open).singleElement().satisfies(leak -> {
            assertThat(leak.getString("kind")).isEqualTo("thread_ended");
            assertThat(leak.getString("pool")).isEqualTo(pool(ECLIPSELINK));
            assertThat(leak.getString("site"))
                    .contains(SourceLine.ofParcels("Depot.java", "loseOnAThread", "getConnection("));
            assertThat(leak.getJsonObject("lease").getString("thread")).isEqualTo("parcels-thread");
        });

        parcels(ECLIPSELINK, "/find-again").post("");
        await().atMost(SOON).until(() -> leaks(pool(ECLIPSELINK), "returned_late"), leaks -> leaks.size() == 1);
    }

    private List<JsonObject> releasedSince() {
        return monitor.released().stream()
                .filter(lease -> !before.contains(id(lease)))
                .toList();
    }

    private static Set<Long> ids(List<JsonObject> leases) {
        return leases.stream().map(StrangerIT::id).collect(Collectors.toSet());
    }

    private static long id(JsonObject lease) {
        return lease.getJsonNumber("id").longValue();
    }

    private static List<JsonObject> leaks(String pool, String ending) {
        return monitor.get("leaks").getJsonArray("leaks").getValuesAs(JsonObject.class).stream()
                .filter(leak -> leak.getString("pool").equals(pool)
                        && leak.getString("ending", "").equals(ending))
                .toList();
    }

    private static Call parcels(String application, String path) {
        return server.to("/" + application + "/api/parcels" + path);
    }

    private static String pool(String application) {
        return application + "/java:app/jdbc/Parcels";
    }
}
