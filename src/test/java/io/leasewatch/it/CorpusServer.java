package io.leasewatch.it;

import io.leasewatch.it.corpus.Leaks;
import java.io.File;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The server that the corpus is run on, in two ways: with the agent, and with watched data sources in server.xml and without it. */
final class CorpusServer {

    private static final String APPLICATION = """
            <featureManager>
              <feature>batch-2.1</feature>
              <feature>enterpriseBeansPersistentTimer-4.0</feature>
              <feature>mdb-4.0</feature>
              <feature>messagingClient-3.0</feature>
              <feature>messagingServer-3.0</feature>
              <feature>sessionDatabase-1.0</feature>
              <feature>websocket-2.1</feature>
              <feature>xmlBinding-4.0</feature>
            </featureManager>
            <messagingEngine><queue id="inbox"/><queue id="handling"/></messagingEngine>
            <jmsConnectionFactory jndiName="jms/factory"><properties.wasJms/></jmsConnectionFactory>
            <jmsQueue id="jms/inbox" jndiName="jms/inbox"><properties.wasJms queueName="inbox"/></jmsQueue>
            <jmsQueue id="jms/handling" jndiName="jms/handling"><properties.wasJms queueName="handling"/></jmsQueue>
            <jmsActivationSpec id="corpus/HandlingReports">
              <properties.wasJms destinationRef="jms/handling" destinationType="jakarta.jms.Queue"/>
            </jmsActivationSpec>
            <jmsActivationSpec id="corpus/Inbox">
              <properties.wasJms destinationRef="jms/inbox" destinationType="jakarta.jms.Queue"/>
            </jmsActivationSpec>
            <!-- Programs start batch jobs for users who are not logged in. -->
            <authorization-roles id="com.ibm.ws.batch">
              <security-role name="batchAdmin"><special-subject type="EVERYONE"/></security-role>
            </authorization-roles>
            <databaseStore id="timers" dataSourceRef="server"/>
            <persistentExecutor id="defaultEJBPersistentTimerExecutor" taskStoreRef="timers" pollInterval="1s"/>
            <httpSessionDatabase id="sessions" dataSourceRef="server"/>
            <httpSession storageRef="sessions" cloneId="corpus"/>
            <webApplication name="corpus" location="corpus.war" contextRoot="/corpus">
              <classloader commonLibraryRef="leasewatch,h2"/>
            </webApplication>
            <!-- An idle thread ends within a second, while the work that it began goes on elsewhere. -->
            <executor coreThreads="4" keepAlive="1s"/>
            <library id="postgresql"><file name="${server.config.dir}/lib/postgresql.jar"/></library>
            """;

    private static final String UNSHARED = "enableSharingForDirectLookups=\"false\"";
    private static final String MANUAL = UNSHARED + " autoCloseConnections=\"false\"";

    private static final Pattern LIBRARIES =
            Pattern.compile("(HikariCP|jooq|r2dbc-spi|reactive-streams|jdbi3-core|geantyref|mybatis"
                    + "|spring-(beans|core|jdbc|tx)|commons-logging|quartz|flyway-core|jackson-(annotations|core|databind|dataformat-toml)"
                    + "|slf4j-(api|jdk14))-\\d.*\\.jar");

    private static final Pattern XML_BINDING =
            Pattern.compile("(jakarta\\.(xml\\.bind|activation)-api|jaxb-(core|runtime)|txw2|istack-commons-runtime"
                    + "|angus-activation)-\\d.*\\.jar");

    private CorpusServer() {}

    static LibertyServer withAgent(Path folder, String postgres) {
        return setup("corpus-agent", folder)
                .agent()
                .config(APPLICATION
                        + source("server", postgresql(postgres), "")
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
                        + source("server", postgresql(postgres), "")
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
                .addAsResource(new File("src/test/corpus/batch-jobs"), "META-INF/batch-jobs")
                .addAsLibraries(Archives.onClassPath(LIBRARIES))
                .addAsLibraries(hibernate())
                .as(ZipExporter.class)
                .exportTo(archive.toFile(), true);
        ServerSetup setup = ServerSetup.runServer(name)
                .features("corpus")
                .app(archive)
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT4S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S");
        Jdk25.home().ifPresent(home -> setup.env("JAVA_HOME", home.toString()));
        return setup;
    }

    /** Without XML binding, which the server has: its batch container fails on another one in the application. */
    private static File[] hibernate() {
        return Stream.of(Parcels.hibernate())
                .filter(jar -> !XML_BINDING.matcher(jar.getName()).matches())
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
                <dataSource id="%s" jndiName="jdbc/%s">
                  %s
                  <connectionManager maxPoolSize="100" %s/>
                </dataSource>
                """.formatted(name, name, database, how);
    }

    private static String h2(String name) {
        return "<jdbcDriver libraryRef=\"h2\"/><properties URL=\"jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1\"/>";
    }

    private static String postgresql(String url) {
        return "<jdbcDriver libraryRef=\"postgresql\"/><properties.postgresql URL=\"" + url.replace("&", "&amp;")
                + "\"/>";
    }
}
