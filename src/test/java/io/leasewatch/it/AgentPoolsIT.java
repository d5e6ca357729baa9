package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.json.JsonObject;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.h2.Driver;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A pool that an application brings along in WEB-INF/lib, on a server with the monitor and the agent. */
class AgentPoolsIT {

    private static LibertyServer server;
    private static Monitor monitor;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path archive = folder.resolve("own-pool.war");
        ShrinkWrap.create(WebArchive.class)
                .addClass(OwnPoolServlet.class)
                .addAsLibraries(jar(HikariDataSource.class), jar(Logger.class), jar(Driver.class))
                .as(ZipExporter.class)
                .exportTo(archive.toFile());
        server = ServerSetup.runServer("agent-pools")
                .agent()
                .app(archive, "own-pool.war")
                .config("<webApplication name=\"shop\" location=\"own-pool.war\" contextRoot=\"/shop\"/>")
                .start("leasewatch", "shop");
        monitor = new Monitor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aForgottenConnectionIsALeaseOfThePoolUntilItIsClosed() {
        assertThat(server.get("/shop/").status()).isEqualTo(200);

        JsonObject lease = await().atMost(SOON)
                .until(() -> monitor.connections(), connections -> connections.size() == 1)
                .get(0);
        assertThat(lease.getString("pool")).isEqualTo("shop/orders");
        assertThat(lease.getJsonObject("site").getString("label"))
                .isEqualTo(SourceLine.ofGetConnection("OwnPoolServlet.java", "forget"));
        assertThat(lease.getString("thread")).isEqualTo("own-pool-forgetful");
        await().atMost(SOON)
                .until(() -> monitor.list("pools").stream()
                        .anyMatch(pool -> pool.getString("poolName").equals("shop/orders")
                                && pool.getString("watchedBy").equals("agent")
                                && pool.getInt("inUseCount") == 1));

        server.to("/shop/").post("");
        await().atMost(SOON).until(() -> monitor.connections().isEmpty());
        assertThat(server.log().lines("LSW90")).isEmpty();
    }

    private static File jar(Class<?> inside) throws URISyntaxException {
        return new File(
                inside.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
