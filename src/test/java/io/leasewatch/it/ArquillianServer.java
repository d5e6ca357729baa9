package io.leasewatch.it;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lays out the server that Arquillian starts and stops. To be registered before Arquillian's own extension. */
final class ArquillianServer implements BeforeAllCallback {

    private static final String CONFIG = """
            <server>
              <featureManager>
                <platform>jakartaee-10.0</platform>
                <feature>servlet</feature>
                <feature>restfulWS</feature>
                <feature>cdi</feature>
                <feature>enterpriseBeansLite</feature>
                <feature>jdbc</feature>
                <feature>concurrent</feature>
                <feature>jndi-1.0</feature>
                <feature>localConnector-1.0</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%s" httpsPort="-1"/>
              <executor coreThreads="20"/>
              <library id="h2"><file name="${server.config.dir}/lib/h2.jar"/></library>
              <dataSource jndiName="jdbc/inside">
                <jdbcDriver libraryRef="h2"/>
                <properties URL="jdbc:h2:mem:inside;DB_CLOSE_DELAY=-1"/>
              </dataSource>
            </server>
            """;

    @Override
    public void beforeAll(ExtensionContext context) {
        // Inside the server the test class has the same extensions.
        if (System.getProperty("basedir") == null || System.getProperty("leasewatch.it.port") != null) {
            return;
        }
        ServerSetup setup = ServerSetup.named("arquillian");
        setup.write("server.xml", CONFIG.formatted(setup.port()));
        // For arquillian.xml.
        System.setProperty("leasewatch.it.port", setup.port());
        System.setProperty("leasewatch.it.liberty", Archives.liberty().toString());
        System.setProperty("leasewatch.it.user", setup.userDirectory().toString());
    }
}
