package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The monitor and the agent on a server that shares no library, so that the monitor brings its own. */
@TestMethodOrder(MethodName.class)
class AgentAloneIT {

    private static final String ARCHIVE = "bookshop/java:app/jdbc/BookshopArchive";

    private static ServerSetup setup;
    private static LibertyServer server;
    private static Monitor monitor;

    @BeforeAll
    static void start() {
        setup = ServerSetup.runServer("agent-alone").agent().forgetful().without("lib/leasewatch-lib.jar");
        for (String pool : new String[] {"bookshop", "reports", "audit"}) {
            setup.edit("server.xml", "jndiName=\"jdbc/" + pool + "\"", "jndiName=\"jdbc/" + pool + "-watched\"")
                    .edit("server.xml", "jndiName=\"jdbc/" + pool + "-pool\"", "jndiName=\"jdbc/" + pool + "\"");
        }
        server = setup.start("leasewatch", "bookshop");
        monitor = new Monitor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPoolIsWatchedByTheAgentFromItsFirstConnectionOnAndItsLeasesHaveTheirLine() {
        assertThat(server.log().lines("LSW5006W")).isEmpty();
        assertThat(server.get("/bookshop/api/books").array()).hasSize(5);

        await().atMost(SOON)
                .until(() -> monitor.list("pools").stream()
                        .anyMatch(pool -> pool.getString("poolName").equals("jdbc/bookshop")
                                && pool.getString("watchedBy").equals("agent")));
        assertThat(monitor.connections()).isEmpty();
        aForgottenConnectionIsALease();
    }

    @Test
    void theMonitorMayComeAndGo() throws IOException {
        for (int restart = 1; restart <= 3; restart++) {
            restartMonitor(restart);
            aForgottenConnectionIsALease();
        }
        server.get("/bookshop/api/trouble/leak-archive");
        restartMonitor(4);

        // Nobody can tell who took the one that was out before.
        aForgottenConnectionIsALease(() -> await().atMost(SOON).until(() -> unknownBorrowers() == 1));
        await().atMost(SOON).until(() -> unknownBorrowers() == 0);
        assertThat(server.log().lines("LSW910")).hasSize(5).allMatch(line -> line.contains("LSW9101I"));
        // Beside the one at work: the JDK remembers the last record that was compared, and a pool the last handle of a
        // connection.
        Heap heap = new Heap(server.pid());
        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> heap.instances("io.leasewatch.core.lease.LeaseRegistry"), registries -> registries <= 3);
    }

    private static void restartMonitor(int times) throws IOException {
        Files.copy(Archives.MONITOR, setup.home().resolve("apps/leasewatch.war"), StandardCopyOption.REPLACE_EXISTING);
        await().atMost(SOON)
                .until(() -> server.log().lines("CWWKZ0003I", "leasewatch").size() == times);
    }

    private static int unknownBorrowers() {
        return monitor.list("pools").stream()
                .filter(pool -> pool.getString("poolName").equals(ARCHIVE))
                .mapToInt(pool -> pool.getInt("unknownCount", 0))
                .sum();
    }

    private static void aForgottenConnectionIsALease() {
        aForgottenConnectionIsALease(() -> {});
    }

    private static void aForgottenConnectionIsALease(Runnable meanwhile) {
        assertThat(server.get("/bookshop/api/trouble/leak-archive").status()).isEqualTo(200);

        JsonObject lease = await().atMost(SOON)
                .until(() -> monitor.connections(), connections -> connections.size() == 1)
                .get(0);
        assertThat(lease.getString("pool")).isEqualTo(ARCHIVE);
        assertThat(lease.getJsonObject("site").getString("label"))
                .isEqualTo(SourceLine.ofGetConnection("TroubleResource.java", "leakArchive"));
        assertThat(lease.getString("thread")).isEqualTo("bookshop-forgetful");
        meanwhile.run();
        server.to("/bookshop/api/trouble/heal").post("");
        await().atMost(SOON).until(() -> monitor.connections().isEmpty());
    }
}
