package io.leasewatch.web.cdi;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.liberty.Application;
import io.leasewatch.monitor.liberty.HttpEndpoints;
import io.leasewatch.monitor.liberty.LibertyApplications;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.MBeanServer;

/** Logs the address of the dashboard as soon as the server answers there, after the lines with which applications start. */
final class ReadyLog {

    private static final Logger LOG = SafeLogger.of(ReadyLog.class);

    private final LibertyApplications applications;
    private final HttpEndpoints endpoints;
    private final String path;

    /** @param path the context path of the dashboard */
    ReadyLog(String path) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        this.applications = new LibertyApplications(server);
        this.endpoints = new HttpEndpoints(server);
        this.path = path;
    }

    /** Whether the address was logged. */
    boolean tick() {
        if (applications.get().stream().anyMatch(Application::isStarting)) {
            return false;
        }
        Optional<String> address = endpoints.address();
        address.ifPresent(
                base -> LOG.log(Level.INFO, "LSW5019I: Leasewatch is ready. The dashboard is at {0}/.", base + path));
        return address.isPresent();
    }
}
