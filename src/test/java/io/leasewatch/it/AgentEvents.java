package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent tells of a server that has nothing else of Leasewatch. The same on every release of Open Liberty. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AgentEvents {

    private static final String CONFIG = """
            <server>
              <featureManager>
                <feature>servlet-6.0</feature>
                <feature>jdbc-4.3</feature>
                <feature>jndi-1.0</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
              <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
              <dataSource jndiName="jdbc/shared">
                <jdbcDriver libraryRef="h2"/>
                <properties URL="jdbc:h2:mem:events;DB_CLOSE_DELAY=-1"/>
              </dataSource>
              <dataSource jndiName="jdbc/unshared">
                <jdbcDriver libraryRef="h2"/>
                <connectionManager enableSharingForDirectLookups="false"/>
                <properties URL="jdbc:h2:mem:events;DB_CLOSE_DELAY=-1"/>
              </dataSource>
              <webApplication name="events" location="events.war" contextRoot="/events"/>
            </server>
            """;

    private final String name;
    private final Path liberty;
    private LibertyServer server;

    AgentEvents(String name, Path liberty) {
        this.name = name;
        this.liberty = liberty;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        Path archive = folder.resolve("events.war");
        ShrinkWrap.create(WebArchive.class)
                .addClasses(AgentEventsServlet.class, AgentEventsServlet.Recorder.class)
                .as(ZipExporter.class)
                .exportTo(archive.toFile());
        server = ServerSetup.named(name)
                .on(liberty)
                .agent()
                .write("server.xml", CONFIG)
                .app(archive, "events.war")
                .start("events");
        server.get("/events/?record=on");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void closeWhatWasForgotten() {
        take("close-forgotten", "jdbc/shared");
    }

    @ParameterizedTest
    @CsvSource({
        "close,              jdbc/shared,   reserved opened closed | released /released",
        "forget,             jdbc/shared,   reserved opened | released dissociated /released",
        "close,              jdbc/unshared, reserved opened closed released /released |",
        "forget,             jdbc/unshared, reserved opened | containerClosing closed released /released /containerClosing",
        "transaction-close,  jdbc/shared,   reserved opened closed commit released /released |",
        "transaction-forget, jdbc/shared,   reserved opened commit released dissociated /released |",
        "transaction-close,  jdbc/unshared, reserved opened closed commit released /released |",
        "transaction-forget, jdbc/unshared, reserved opened commit | containerClosing closed released /released /containerClosing",
        "abort,              jdbc/shared,   reserved opened aborting closed /aborting released aborting /aborting /released |",
        "abort,              jdbc/unshared, reserved opened aborting closed /aborting containerClosing closed /containerClosing released aborting"
                + " /aborting /released |",
        "transaction-close-twice, jdbc/shared, reserved opened closed reserved opened closed commit released /released |",
        "execute,            jdbc/shared,   reserved opened executing executing executing closed | released /released",
        "thread-forget,      jdbc/shared,   reserved opened |"
    })
    void eventsOfAConnectionAreTheseAndNoOthers(String how, String from, String events) {
        assertThat(take(how, from)).isEqualTo(events);
    }

    @Test
    void aHandleThatIsUsedAgainGetsAnotherConnectionAndLosesItInTheSameWay() {
        take("forget", "jdbc/shared");

        assertThat(take("use-forgotten", "jdbc/shared"))
                .isEqualTo("reserved reassociated | released dissociated /released");
        assertThat(take("close-forgotten", "jdbc/shared")).isEqualTo("closed |");
    }

    @Test
    void everyPointFitsAndAServerWithNothingElseOfLeasewatchSaysNothing() {
        assertThat(server.log().lines("LSW")).isEmpty();
    }

    /** What was told from the look-up until the request's end, which is the bar, and after it. */
    private String take(String how, String from) {
        assertThat(server.get("/events/?take=" + how + "&from=" + from).status())
                .isEqualTo(200);
        return server.get("/events/").body();
    }
}
