package io.leasewatch.monitor.liberty;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The applications of the server, from its ApplicationMBeans. Thread-safe; costs a call of a bean for each. */
public final class LibertyApplications implements Supplier<List<Application>> {

    private static final String BEANS = "WebSphere:service=com.ibm.websphere.application.ApplicationMBean,*";

    private final MBeanServer server;

    public LibertyApplications(MBeanServer server) {
        this.server = server;
    }

    /** The applications; none on another server. One that is being removed is left out. */
    @Override
    public List<Application> get() {
        try {
            return server.queryNames(new ObjectName(BEANS), null).stream()
                    .flatMap(bean -> application(bean).stream())
                    .toList();
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Application> application(ObjectName bean) {
        try {
            return Optional.of(
                    new Application(bean.getKeyProperty("name"), String.valueOf(server.getAttribute(bean, "State"))));
        } catch (JMException | JMRuntimeException e) {
            return Optional.empty();
        }
    }
}
