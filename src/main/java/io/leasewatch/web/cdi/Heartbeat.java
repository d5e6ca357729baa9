package io.leasewatch.web.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Starts the {@link PeriodicTasks}, runs them once a second by the server's timer, and stops them.
 *
 * <p>It does nothing where a missing feature keeps the monitor from starting: there are no beans then. The server makes this EJB
 * nevertheless, so it must not need one.
 */
@Singleton
@Startup
public class Heartbeat {

    @Inject
    private Instance<PeriodicTasks> available;

    private @Nullable PeriodicTasks tasks;

    @PostConstruct
    void start() {
        if (available.isResolvable()) {
            PeriodicTasks made = available.get();
            made.start();
            tasks = made;
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "leasewatch")
    void tick() {
        if (tasks != null) {
            tasks.tick();
        }
    }

    @PreDestroy
    void end() {
        if (tasks != null) {
            tasks.end();
        }
    }
}
