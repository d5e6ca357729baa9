package io.leasewatch.it;

import io.leasewatch.it.corpus.Leaks;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The server that the corpus is run on, in two ways: with the agent, and with watched data sources in server.xml and without it. */
final class CorpusServer {

    private static final String APPLICATION = """
            <webApplication name="corpus" location="corpus.war" contextRoot="/corpus">
              <classloader commonLibraryRef="leasewatch,h2"/>
            </webApplication>
            """;

    private CorpusServer() {}

    static LibertyServer withAgent(Path folder) {
        return setup("corpus-agent", folder)
                .agent()
                .config(APPLICATION
                        + source("shared", "shared", "")
                        + source("unshared", "unshared", " enableSharingForDirectLookups=\"false\"")
                        + source(
                                "manual",
                                "manual",
                                " enableSharingForDirectLookups=\"false\" autoCloseConnections=\"false\""))
                .start("leasewatch", "corpus");
    }

    static LibertyServer withWrapper(Path folder) {
        return setup("corpus-wrapper", folder)
                .config(APPLICATION
                        + watched("shared", "")
                        + watched("unshared", " enableSharingForDirectLookups=\"false\"")
                        + watched("manual", " enableSharingForDirectLookups=\"false\" autoCloseConnections=\"false\""))
                .start("leasewatch", "corpus");
    }

    private static ServerSetup setup(String name, Path folder) {
        Path archive = folder.resolve("corpus.war");
        ShrinkWrap.create(WebArchive.class)
                .addPackage(Leaks.class.getPackage())
                .as(ZipExporter.class)
                .exportTo(archive.toFile(), true);
        ServerSetup setup = ServerSetup.runServer(name)
                .app(archive)
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT4S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S");
        Jdk25.home().ifPresent(home -> setup.env("JAVA_HOME", home.toString()));
        return setup;
    }

    private static String watched(String name, String how) {
        return source(name, name + "-pool", how) + """
                <jndiReferenceEntry jndiName="jdbc/%s" factoryRef="leasewatchFactory">
                  <properties target="jdbc/%s-pool"/>
                </jndiReferenceEntry>
                """.formatted(name, name);
    }

    private static String source(String database, String name, String how) {
        return """
                <dataSource jndiName="jdbc/%s">
                  <jdbcDriver libraryRef="h2"/>
                  <connectionManager maxPoolSize="100"%s/>
                  <properties URL="jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1"/>
                </dataSource>
                """.formatted(name, how, database);
    }
}
