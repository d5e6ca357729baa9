package io.leasewatch.monitor.liberty;

import java.util.Comparator;
import java.util.Optional;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The addresses at which the server answers, from its endpoint MBeans. Thread-safe. */
public final class HttpEndpoints {

    private static final String BEANS = "WebSphere:feature=channelfw,type=endpoint,name=*";

    private static final String SECURE = "-ssl";

    private final MBeanServer server;

    public HttpEndpoints(MBeanServer server) {
        this.server = server;
    }

    /**
     * An address of the server for a browser on its machine, such as {@code http://localhost:9080}; that of the default endpoint, if there
     * are several. Empty on another server, and while the server does not listen.
     */
    public Optional<String> address() {
        try {
            return server.queryNames(new ObjectName(BEANS), null).stream()
                    .sorted(Comparator.comparing(HttpEndpoints::isOther).thenComparing(ObjectName::getCanonicalName))
                    .flatMap(bean -> address(bean).stream())
                    .findFirst();
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOther(ObjectName bean) {
        return !bean.getKeyProperty("name").startsWith("defaultHttpEndpoint");
    }

    private Optional<String> address(ObjectName bean) {
        try {
            String host = String.valueOf(server.getAttribute(bean, "Host"));
            int port = ((Number) server.getAttribute(bean, "Port")).intValue();
            boolean secure = bean.getKeyProperty("name").endsWith(SECURE);
            return port <= 0
                    ? Optional.empty()
                    : Optional.of(
                            (secure ? "https://" : "http://") + (host.equals("*") ? "localhost" : host) + ":" + port);
        } catch (JMException | JMRuntimeException e) {
            return Optional.empty();
        }
    }
}
