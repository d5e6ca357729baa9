package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a resource reference decides about connections holds for a wrapped name as it holds without the wrapper, or the lookup fails
 * with the reason. On a server without the monitor.
 */
class ReferencesIT {

    private static final String CONFIG = """
            <server>
              <featureManager>
                <feature>webProfile-11.0</feature>
                <feature>data-1.0</feature>
                <feature>sessionDatabase-1.0</feature>
                <feature>jndi-1.0</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
              <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
              <library id="leasewatch"><file name="${server.config.dir}/lib/leasewatch-lib.jar"/></library>
              <authData id="container" user="container" password="secret"/>
              <authData id="scott" user="scott" password="secret"/>
              <dataSource id="pool" jndiName="jdbc/pool" type="javax.sql.XADataSource" containerAuthDataRef="container">
                <jdbcDriver libraryRef="h2" javax.sql.XADataSource="org.h2.jdbcx.JdbcDataSource"/>
                <properties user="application" password="secret"
                    URL="jdbc:h2:mem:references;DB_CLOSE_DELAY=-1;INIT=RUNSCRIPT FROM '${server.config.dir}/users.sql'"/>
              </dataSource>
              <httpSessionDatabase dataSourceRef="pool"/>
              <jndiObjectFactory id="factory" libraryRef="leasewatch"
                  className="io.leasewatch.jdbc.WatchedDataSourceFactory"/>
              <jndiReferenceEntry jndiName="jdbc/wrapped" factoryRef="factory">
                <properties target="jdbc/pool"/>
              </jndiReferenceEntry>
              <jndiReferenceEntry jndiName="jdbc/serializable" factoryRef="factory">
                <properties target="jdbc/pool"/>
              </jndiReferenceEntry>
              %s
            </server>
            """;

    private static final String USERS = """
            create user if not exists application password 'secret' admin;
            create user if not exists container password 'secret' admin;
            create user if not exists scott password 'secret' admin;
            """;

    private static final String APPLICATION = "<webApplication location=\"%s.war\"/>";

    private enum Reference {
        DEFAULT("", "", "", "CONTAINER shared"),
        APPLICATION("<res-auth>Application</res-auth>", "", "", "APPLICATION shared"),
        ALIAS("", "<authentication-alias name=\"scott\"/>", "", "SCOTT shared"),
        SERIALIZABLE("", "", "isolation-level=\"TRANSACTION_SERIALIZABLE\"", "CONTAINER serializable shared"),
        UNSHAREABLE("<res-sharing-scope>Unshareable</res-sharing-scope>", "", "", "CONTAINER unshared");

        private final String declaration;
        private final String binding;
        private final String extension;
        private final String connections;

        Reference(String declaration, String binding, String extension, String connections) {
            this.declaration = declaration;
            this.binding = binding;
            this.extension = extension;
            this.connections = connections;
        }

        String webXml(String name) {
            return "<resource-ref><res-ref-name>" + name + "</res-ref-name><res-type>javax.sql.DataSource</res-type>"
                    + declaration + "</resource-ref>";
        }

        String bound(String name, String jndiName) {
            return "<resource-ref name=\"" + name + "\" binding-name=\"" + jndiName + "\">" + binding
                    + "</resource-ref>";
        }

        String extended(String name) {
            return extension.isEmpty() ? "" : "<resource-ref name=\"" + name + "\" " + extension + "/>";
        }

        String application(String name) {
            return name().toLowerCase(java.util.Locale.ROOT) + "-" + name;
        }
    }

    private static LibertyServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        ServerSetup setup =
                ServerSetup.named("references").lib(Archives.LIBRARY).write("users.sql", USERS);
        List<String> applications = new ArrayList<>();
        for (Reference reference : Reference.values()) {
            for (String name : List.of("pool", "wrapped")) {
                String application = reference.application(name);
                List<String> names = List.of("jdbc/injected", "jdbc/declared");
                setup.app(archive(
                        folder.resolve(application + ".war"),
                        names.stream().map(reference::webXml),
                        names.stream().map(one -> reference.bound(one, "jdbc/" + name)),
                        names.stream().map(reference::extended)));
                applications.add(application);
            }
        }
        setup.app(archive(
                folder.resolve("mixed.war"),
                Stream.of(
                        Reference.DEFAULT.webXml("jdbc/injected"),
                        Reference.SERIALIZABLE.webXml("jdbc/declared"),
                        Reference.SERIALIZABLE.webXml("jdbc/other"),
                        Reference.DEFAULT.webXml("jdbc/one")),
                Stream.of(
                        Reference.DEFAULT.bound("jdbc/injected", "jdbc/pool"),
                        Reference.SERIALIZABLE.bound("jdbc/declared", "jdbc/wrapped"),
                        Reference.SERIALIZABLE.bound("jdbc/other", "jdbc/serializable"),
                        Reference.DEFAULT.bound("jdbc/one", "jdbc/wrapped")),
                Stream.of(
                        Reference.SERIALIZABLE.extended("jdbc/declared"),
                        Reference.SERIALIZABLE.extended("jdbc/other"))));
        setup.app(DataApplication.archive(folder, "wrapped")).app(DataApplication.archive(folder, "pool"));
        applications.addAll(List.of("mixed", "data-wrapped", "data-pool"));
        setup.write(
                "server.xml",
                CONFIG.formatted(String.join(
                        "\n", applications.stream().map(APPLICATION::formatted).toList())));
        server = setup.start(applications.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void referenceHoldsForAWrappedNameAsWithoutTheWrapper(Reference reference) {
        for (String name : List.of("pool", "wrapped")) {
            String application = reference.application(name);

            assertThat(connections(application, ""))
                    .as("injected by " + application)
                    .isEqualTo(reference.connections);
            assertThat(connections(application, "?name=java:comp/env/jdbc/declared"))
                    .as("declared by " + application)
                    .isEqualTo(reference.connections);
            assertThat(connections(application, "?name=jdbc/" + name))
                    .as("looked up directly by " + application)
                    .isEqualTo("APPLICATION shared");
        }
    }

    @Test
    void referencesOfOneApplicationToOneNameThatDifferAreRefused() {
        assertThat(server.get("/mixed/?name=java:comp/env/jdbc/declared").status())
                .isEqualTo(500);

        assertThat(server.log().lines("LSW1104E", "LSW1105E"))
                .singleElement()
                .asString()
                .contains("jdbc/wrapped", "jdbc/declared, jdbc/one", "Use the agent");
        assertThat(connections("mixed", "?name=jdbc/wrapped")).isEqualTo("APPLICATION shared");
    }

    @Test
    void aNameOfItsOwnForEachKindOfReferenceIsNotRefused() {
        assertThat(connections("mixed", "?name=java:comp/env/jdbc/other")).isEqualTo("CONTAINER serializable shared");
    }

    @Test
    void jakartaDataRefusesAWrappedNameWithTheReasonAndTakesTheDataSourceItself() {
        assertThat(server.get("/data-pool/").body()).isEqualTo("1");
        assertThat(server.get("/data-wrapped/").status()).isEqualTo(500);

        assertThat(server.log().lines("LSW1104E", "LSW1107E"))
                .singleElement()
                .asString()
                .contains("Name jdbc/pool as the data store", "agent");
        assertThat(server.log().lines("ClassCastException")).isEmpty();
    }

    private static String connections(String application, String query) {
        return server.get("/" + application + "/" + query).body();
    }

    private static Path archive(Path file, Stream<String> declared, Stream<String> bound, Stream<String> extended) {
        ShrinkWrap.create(WebArchive.class)
                .addClass(ReferenceServlet.class)
                .setWebXML(new StringAsset("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        + joined(declared) + "</web-app>"))
                .addAsWebInfResource(
                        new StringAsset("<web-bnd xmlns=\"http://websphere.ibm.com/xml/ns/javaee\" version=\"1.2\">"
                                + joined(bound) + "</web-bnd>"),
                        "ibm-web-bnd.xml")
                .addAsWebInfResource(
                        new StringAsset("<web-ext xmlns=\"http://websphere.ibm.com/xml/ns/javaee\" version=\"1.1\">"
                                + joined(extended) + "</web-ext>"),
                        "ibm-web-ext.xml")
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
        return file;
    }

    private static String joined(Stream<String> elements) {
        return String.join("\n", elements.toList());
    }
}
