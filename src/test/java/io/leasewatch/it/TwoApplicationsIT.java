package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.it.inside.TrackedBean;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bookshop four times on one server: as it should be; with a library of its own although the server shares one; without any
 * library; and with a login. Beside it an application that uses more of the library, and carries it as well.
 */
class TwoApplicationsIT {

    /** One after the other: they set up the same tables. */
    private static final String SHOPS = """
            <webApplication id="own" startAfterRef="bookshop" name="own-library" location="own-library.war" contextRoot="/own-library">
              <classloader commonLibraryRef="leasewatch,h2"/>
            </webApplication>
            <webApplication name="inside" location="inside.war" contextRoot="/inside">
              <classloader commonLibraryRef="leasewatch"/>
            </webApplication>
            <webApplication id="none" startAfterRef="own" name="no-library" location="no-library.war" contextRoot="/no-library">
              <classloader commonLibraryRef="h2"/>
            </webApplication>
            <webApplication startAfterRef="none" name="members" location="members.war" contextRoot="/members">
              <classloader commonLibraryRef="leasewatch,h2"/>
              <application-bnd>
                <security-role name="member"><user name="viewer"/></security-role>
              </application-bnd>
            </webApplication>
            """;

    private static final String LOGIN = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>everything</web-resource-name>
                  <url-pattern>/*</url-pattern>
                </web-resource-collection>
                <auth-constraint><role-name>member</role-name></auth-constraint>
              </security-constraint>
              <login-config><auth-method>BASIC</auth-method></login-config>
              <security-role><role-name>member</role-name></security-role>
            </web-app>
            """;

    private static LibertyServer server;
    private static Monitor monitor;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path login = Files.writeString(folder.resolve("web.xml"), LOGIN);
        server = ServerSetup.runServer("two-applications")
                .app(
                        Archives.with(Archives.BOOKSHOP, "WEB-INF/lib/leasewatch-lib.jar", Archives.LIBRARY),
                        "own-library.war")
                .app(Archives.BOOKSHOP, "no-library.war")
                .app(Archives.with(Archives.BOOKSHOP, "WEB-INF/web.xml", login), "members.war")
                .app(inside(folder), "inside.war")
                .config(SHOPS)
                .start("leasewatch", "bookshop", "own-library", "inside", "no-library", "members");
        monitor = new Monitor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void heal() {
        monitor.heal();
    }

    @Test
    void inTheApplicationThatSharesTheLibraryEverythingIsKnown() {
        long requests = requests();

        assertThat(server.get("/bookshop/api/books").array()).hasSize(5);

        assertOneLease("catalogue");
        assertThat(requests()).isEqualTo(requests + 1);
    }

    @Test
    void anApplicationWithItsOwnCopyOfTheLibraryIsFollowedByTheSharedOneAsWell() {
        long requests = requests();

        assertThat(server.get("/own-library/api/books").array()).hasSize(5);

        // Its annotations are its own copy's; the request around them is seen by both copies.
        assertOneLease("own-library");
        assertThat(requests()).isEqualTo(requests + 1);
    }

    @Test
    void anInterceptorThatIsThereTwiceWorksOnce() {
        assertThat(server.get("/inside/api/tracked/look").body()).isEqualTo("inside, resource work, PT45S");
        assertThat(server.get("/inside/api/tracked/refuse").body()).isEqualTo("the same");
    }

    @Test
    void anApplicationWithoutTheLibraryHasLeasesWithoutABorrower() {
        long requests = requests();

        assertThat(server.get("/no-library/api/books").array()).hasSize(5);

        assertOneLease("unknown");
        assertThat(requests()).isEqualTo(requests);
    }

    @Test
    void theUserWhoIsLoggedInIsTheBorrowersUser() {
        assertThat(server.get("/members/api/trouble/leak-request").status()).isEqualTo(401);
        assertThat(server.get("/members/api/trouble/leak-request", VIEWER).status())
                .isEqualTo(200);

        JsonObject lease = await().atMost(SOON)
                .until(monitor::connections, leases -> leases.size() == 1)
                .get(0);
        server.to("/members/api/trouble/heal").as(VIEWER).post("");

        assertThat(lease.getString("userId")).isEqualTo("viewer");
        assertThat(lease.getString("service")).isEqualTo("members");
        assertThat(lease.getString("endpoint")).isEqualTo("GET /api/trouble/leak-request");
    }

    @Test
    void openingTheFirstConnectionOfAPoolIsNotWaitingForOne() {
        assertThat(server.log().lines("LSW4001W", "wait for a connection")).isEmpty();
    }

    /** An application that uses everything of the library, and carries it although the server shares it. */
    private static Path inside(Path folder) {
        Path archive = folder.resolve("inside.war");
        ShrinkWrap.create(WebArchive.class)
                .addPackage(TrackedBean.class.getPackage())
                .addAsLibrary(Archives.LIBRARY.toFile())
                .as(ZipExporter.class)
                .exportTo(archive.toFile());
        return archive;
    }

    private static void assertOneLease(String service) {
        await().atMost(SOON).untilAsserted(() -> assertThat(monitor.leases()).isEmpty());
        JsonObject all = monitor.get("connections").getJsonObject("statistics");
        assertThat(all.getInt("totalAcquired")).isEqualTo(1);
        assertThat(all.getInt("totalReleased")).isEqualTo(1);
        assertThat(all.getInt("peakConnections")).isEqualTo(1);
        assertThat(monitor.acquired(service)).isEqualTo(1);
    }

    private static long requests() {
        return monitor.get("health")
                .getJsonObject("requests")
                .getJsonObject("statistics")
                .getInt("total");
    }
}
