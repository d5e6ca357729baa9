package io.leasewatch.it;

import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.it.corpus.Leaks;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.slf4j.Logger;

/** The server that the corpus is run on, in two ways: with the agent, and with watched data sources in server.xml and without it. */
final class CorpusServer {

    private static final String APPLICATION = """
            <webApplication name="corpus" location="corpus.war" contextRoot="/corpus">
              <classloader commonLibraryRef="leasewatch,h2"/>
            </webApplication>
            <!-- Programs wait for each other's tasks, all at once. -->
            <executor coreThreads="150"/>
            <library id="postgresql"><file name="${server.config.dir}/lib/postgresql.jar"/></library>
            """;

    private static final String UNSHARED = "enableSharingForDirectLookups=\"false\"";
    private static final String MANUAL = UNSHARED + " autoCloseConnections=\"false\"";

    private CorpusServer() {}

    static LibertyServer withAgent(Path folder, String postgres) {
        return setup("corpus-agent", folder)
                .agent()
                .config(APPLICATION
                        + source("shared", h2("shared"), "")
                        + source("unshared", h2("unshared"), UNSHARED)
                        + source("manual", h2("manual"), MANUAL)
                        + source("postgres", postgresql(postgres), UNSHARED)
                        + source("postgres-manual", postgresql(postgres), MANUAL))
                .start("leasewatch", "corpus");
    }

    static LibertyServer withWrapper(Path folder, String postgres) {
        return setup("corpus-wrapper", folder)
                .config(APPLICATION
                        + watched("shared", h2("shared"), "")
                        + watched("unshared", h2("unshared"), UNSHARED)
                        + watched("manual", h2("manual"), MANUAL)
                        + watched("postgres", postgresql(postgres), UNSHARED)
                        + watched("postgres-manual", postgresql(postgres), MANUAL))
                .start("leasewatch", "corpus");
    }

    private static ServerSetup setup(String name, Path folder) {
        Path archive = folder.resolve("corpus.war");
        ShrinkWrap.create(WebArchive.class)
                .addPackage(Leaks.class.getPackage())
                .addAsResource(new File("src/test/corpus/persistence.xml"), "META-INF/persistence.xml")
                .addAsLibraries(Parcels.hibernate())
                .addAsLibraries(hikari())
                .as(ZipExporter.class)
                .exportTo(archive.toFile(), true);
        ServerSetup setup = ServerSetup.runServer(name)
                .app(archive)
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT4S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S");
        Jdk25.home().ifPresent(home -> setup.env("JAVA_HOME", home.toString()));
        return setup;
    }

    private static File[] hikari() {
        return Stream.of(HikariDataSource.class, Logger.class)
                .map(type -> new File(
                        type.getProtectionDomain().getCodeSource().getLocation().getPath()))
                .toArray(File[]::new);
    }

    private static String watched(String name, String database, String how) {
        return source(name + "-pool", database, how) + """
                <jndiReferenceEntry jndiName="jdbc/%s" factoryRef="leasewatchFactory">
                  <properties target="jdbc/%s-pool"/>
                </jndiReferenceEntry>
                """.formatted(name, name);
    }

    private static String source(String name, String database, String how) {
        return """
                <dataSource jndiName="jdbc/%s">
                  %s
                  <connectionManager maxPoolSize="100" %s/>
                </dataSource>
                """.formatted(name, database, how);
    }

    private static String h2(String name) {
        return "<jdbcDriver libraryRef=\"h2\"/><properties URL=\"jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1\"/>";
    }

    private static String postgresql(String url) {
        return "<jdbcDriver libraryRef=\"postgresql\"/><properties.postgresql URL=\"" + url.replace("&", "&amp;")
                + "\"/>";
    }
}
