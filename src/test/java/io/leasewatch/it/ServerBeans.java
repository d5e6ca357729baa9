package io.leasewatch.it;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a running server says of its pools itself, as an operator with a JMX client sees it. */
final class ServerBeans implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private ServerBeans(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    static ServerBeans of(LibertyServer server) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(server.pid()));
        try {
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            return new ServerBeans(JMXConnectorFactory.connect(address));
        } finally {
            machine.detach();
        }
    }

    /** What the pool finds when it counts its connections, under its lock. */
    Contents contents(String jndiName) throws IOException, JMException {
        ObjectName name =
                only("WebSphere:type=com.ibm.ws.jca.cm.mbean.ConnectionManagerMBean,jndiName=" + jndiName + ",*");
        return new Contents((String) beans.invoke(name, "showPoolContents", null, null));
    }

    /** A counter of the feature {@code monitor-1.0}. */
    int statistic(String jndiName, String attribute) throws IOException, JMException {
        ObjectName name = only("WebSphere:type=ConnectionPoolStats,name=" + jndiName + ",*");
        return ((Number) beans.getAttribute(name, attribute)).intValue();
    }

    private ObjectName only(String pattern) throws IOException, JMException {
        return beans.queryNames(new ObjectName(pattern), null).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no bean " + pattern));
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    /** The text that {@code showPoolContents} answers. */
    record Contents(String text) {

        /** The number after {@code key=}. */
        int number(String key) {
            Matcher found = Pattern.compile("(?m)^\\s*" + key + "=(\\d+)").matcher(text);
            if (!found.find()) {
                throw new AssertionError("There is no " + key + " in " + text);
            }
            return Integer.parseInt(found.group(1));
        }
    }
}
