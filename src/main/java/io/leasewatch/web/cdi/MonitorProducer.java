package io.leasewatch.web.cdi;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.Alerting;
import io.leasewatch.monitor.Exporting;
import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.monitor.Leadership;
import io.leasewatch.monitor.LeakMonitoring;
import io.leasewatch.monitor.LeaseMonitoring;
import io.leasewatch.monitor.LiveUpdates;
import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.MonitorHost;
import io.leasewatch.monitor.PoolMonitoring;
import io.leasewatch.monitor.config.ConfigurationException;
import io.leasewatch.monitor.config.ConfigurationSource;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.liberty.ServerStop;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.SummaryPart;
import io.leasewatch.web.http.JsonFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.Config;

/**
 * Produces the {@link Monitor} and its sections for CDI. They are {@code @Singleton}, because a normal scope needs a proxy, and
 * final classes have none.
 */
@ApplicationScoped
public class MonitorProducer {

    private static final Logger LOG = SafeLogger.of(MonitorProducer.class);

    private static final AtomicBoolean LOGGED = new AtomicBoolean();

    /** Produces the settings. A wrong setting prevents the start of the monitor; the error is logged once. */
    @Produces
    @Singleton
    static Settings settings(Config config) {
        try {
            return new Settings(source(config));
        } catch (ConfigurationException e) {
            log(e);
            throw e;
        }
    }

    private static void log(ConfigurationException e) {
        if (LOGGED.compareAndSet(false, true)) {
            LOG.log(
                    Level.ERROR,
                    "LSW5001E: Leasewatch does not start, because " + e.getMessage()
                            + ". The applications of this server are not affected.");
        }
    }

    /** Produces the monitor. A setting that is wrong only because of what the server provides prevents its start, too. */
    @Produces
    @Singleton
    static Monitor monitor(
            Settings settings,
            Event<Alert> alerts,
            @Any Instance<PoolSource> sources,
            @Any Instance<AlertChannel> channels,
            @Any Instance<SummaryPart> summary) {
        MonitorHost host = new MonitorHost(
                InitialContext::doLookup,
                new ServerStop(MonitorProducer.class.getClassLoader()),
                JsonFormat::json,
                sources.stream().toList(),
                List.of(new CdiAlertChannel(alerts)),
                channels.stream().toList(),
                summary.stream().toList(),
                Leadership.ofJvm(applicationName()));
        try {
            return new Monitor(LeaseRegistry.shared(), RequestLog.shared(), settings, host, InstantSource.system());
        } catch (ConfigurationException e) {
            log(e);
            throw e;
        }
    }

    private static String applicationName() {
        try {
            return InitialContext.doLookup("java:app/AppName");
        } catch (NamingException e) {
            return "leasewatch";
        }
    }

    @Produces
    @Singleton
    static LeaseMonitoring leases(Monitor monitor) {
        return monitor.leases();
    }

    @Produces
    @Singleton
    static PoolMonitoring pools(Monitor monitor) {
        return monitor.pools();
    }

    @Produces
    @Singleton
    static LeakMonitoring leaks(Monitor monitor) {
        return monitor.leaks();
    }

    @Produces
    @Singleton
    static Alerting alerting(Monitor monitor) {
        return monitor.alerting();
    }

    @Produces
    @Singleton
    static HistoryRecording history(Monitor monitor) {
        return monitor.history();
    }

    @Produces
    @Singleton
    static LiveUpdates live(Monitor monitor) {
        return monitor.live();
    }

    @Produces
    @Singleton
    static Exporting exporting(Monitor monitor) {
        return monitor.exporting();
    }

    private static ConfigurationSource source(Config config) {
        return new ConfigurationSource() {
            @Override
            public Optional<String> value(String name) {
                return config.getOptionalValue(name, String.class);
            }

            @Override
            public Iterable<String> names() {
                return config.getPropertyNames();
            }
        };
    }
}
