package io.leasewatch.web.cdi;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.Lane;
import io.leasewatch.monitor.Monitor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Ticks the {@link Monitor} once a second from the server's timer, and two or three times a second from threads of its own. The threads are
 * needed when all threads of the server wait for a connection: then the server's timers wait for a thread too, and monitoring
 * matters most.
 *
 * <p>If a missing feature prevents the start of the monitor, there are no beans, and this class does nothing. The server creates
 * this EJB anyway, so it must not require a bean.
 */
@Singleton
@Startup
public class Heartbeat {

    private static final Logger LOG = SafeLogger.of(Heartbeat.class);

    @Inject
    private Instance<Monitor> available;

    @Inject
    private Instance<MonitorLifecycle> lifecycle;

    private @Nullable Monitor monitor;

    @PostConstruct
    void start() {
        if (available.isResolvable()) {
            Monitor created = available.get();
            monitor = created;
            for (Lane lane : Lane.values()) {
                startThread(created, lane);
            }
        }
    }

    /**
     * Looks up the thread factory by name instead of injecting it: if the WAR brings the library's classes itself, the server
     * cannot process resource injection in this class.
     */
    private static void startThread(Monitor monitor, Lane lane) {
        try {
            ManagedThreadFactory threads = InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
            Thread thread = threads.newThread(() -> monitor.run(lane));
            thread.setName(lane.threadName());
            thread.setDaemon(true);
            thread.start();
        } catch (NamingException | RuntimeException e) {
            LOG.log(
                    Level.DEBUG,
                    "The thread " + lane.threadName()
                            + " could not be started. Only the server's timer runs its tasks.",
                    e);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "leasewatch")
    void tick() {
        if (monitor != null) {
            monitor.tick();
            lifecycle.get().tick();
        }
    }

    @PreDestroy
    void end() {
        if (monitor != null) {
            monitor.stopTicking();
        }
    }
}
