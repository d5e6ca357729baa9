package io.leasewatch.web.cdi;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.export.MetricsListener;
import io.leasewatch.monitor.liberty.Features;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Starts the monitor when the application starts, and closes it when the application stops. With a wrong setting, the monitor
 * does not start.
 */
@ApplicationScoped
public class MonitorLifecycle {

    private static final Logger LOG = SafeLogger.of(MonitorLifecycle.class);

    /** The users of the example's server.xml. Their passwords are the variables {@code admin.password} and {@code viewer.password}. */
    private static final List<String> EXAMPLE_USERS = List.of("admin", "viewer");

    private final AtomicBoolean isStarted = new AtomicBoolean();

    @Inject
    private Instance<Monitor> available;

    @Inject
    @Any
    private Instance<MetricsListener> metricsListeners;

    @Inject
    private Instance<Settings> settings;

    @Inject
    private Config config;

    private @Nullable Monitor monitor;
    private volatile @Nullable ReadyLog ready;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (started instanceof ServletContext war) {
            MonitorClasses.load(war);
            ready = new ReadyLog(war.getContextPath());
        }
        if (!isStarted.compareAndSet(false, true)) {
            return;
        }
        Monitor created = available.get();
        monitor = created;
        metricsListeners.forEach(created.exporting().metrics()::addListener);
        created.start();
        if (created.leadership().other() != null) {
            ready = null;
            return;
        }
        if (Standalone.isAlone() && !created.leases().hooks().isInstalled()) {
            LOG.log(
                    Level.WARNING,
                    "LSW5006W: Leasewatch has started without the shared library. It sees how full the server's pools"
                            + " are, but no leases. To see leases, put leasewatch-lib.jar into a library, and give its"
                            + " id as commonLibraryRef to leasewatch.war and to the applications.");
        } else {
            LOG.log(
                    Level.INFO,
                    "LSW5005I: Leasewatch has started. It sees the leases of every application that uses the shared"
                            + " library.");
        }
        checkPasswords();
        if (!Features.seenBy(MonitorLifecycle.class.getClassLoader()).hasMetrics()) {
            LOG.log(
                    Level.INFO,
                    "LSW5012I: /metrics has no metrics of Leasewatch, because the server lacks the feature mpMetrics."
                            + " To get them, add <feature>mpMetrics-5.1</feature> to the featureManager of"
                            + " server.xml.");
        }
    }

    /** Logs the address of the dashboard once, when the applications have started. */
    void tick() {
        ReadyLog log = ready;
        if (log != null && log.tick()) {
            ready = null;
        }
    }

    /** Warns of the passwords of the example's server.xml outside the profiles for development and tests. */
    private void checkPasswords() {
        List<String> known = EXAMPLE_USERS.stream()
                .filter(user -> config.getOptionalValue(user + ".password", String.class)
                        .filter(user::equals)
                        .isPresent())
                .toList();
        if (!known.isEmpty() && !settings.get().current().access().resettable()) {
            LOG.log(
                    Level.ERROR,
                    "LSW5016E: The password of " + String.join(" and ", known)
                            + " is the one of the example, which is public, and the profile of this server is neither dev"
                            + " nor test. Everyone who reaches the server can log in. Set admin.password and"
                            + " viewer.password, or use a registry of your own.");
        }
    }

    /** Closes the monitor. The server may run on, so nothing may keep the classes of this application in memory. */
    @PreDestroy
    void close() {
        if (monitor != null) {
            monitor.close();
        }
        deregisterDrivers();
    }

    /**
     * Deregisters the JDBC drivers of this application, because {@link DriverManager} would keep their classes in memory. Runs
     * twice, because {@link DriverManager#drivers} may register a driver: if another application has registered a driver class of
     * the same name, it loads the class of this application to compare them.
     */
    private static void deregisterDrivers() {
        for (int round = 0; round < 2; round++) {
            DriverManager.drivers()
                    .filter(driver -> driver.getClass().getClassLoader() == MonitorLifecycle.class.getClassLoader())
                    .forEach(MonitorLifecycle::deregister);
        }
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A JDBC driver could not be deregistered", e);
        }
    }
}
