package io.leasewatch.web.cdi;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.alert.DatabaseRule;
import io.leasewatch.monitor.alert.ForecastRule;
import io.leasewatch.monitor.alert.LeakRule;
import io.leasewatch.monitor.alert.Measurements;
import io.leasewatch.monitor.alert.SustainedRule;
import io.leasewatch.monitor.alert.UtilizationRule;
import io.leasewatch.monitor.alert.WaitersRule;
import io.leasewatch.monitor.channel.Channels;
import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.channel.LogChannel;
import io.leasewatch.monitor.config.AccessSettings;
import io.leasewatch.monitor.config.ConfigurationException;
import io.leasewatch.monitor.config.HealthSettings;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.diagnosis.Diagnosis;
import io.leasewatch.monitor.diagnosis.ErrorLog;
import io.leasewatch.monitor.export.ExportDirectory;
import io.leasewatch.monitor.leak.HoldersWatch;
import io.leasewatch.monitor.leak.LeakDetector;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.LeakListener;
import io.leasewatch.monitor.leak.LeakLog;
import io.leasewatch.monitor.leak.ReclaimAudit;
import io.leasewatch.monitor.leak.ReclaimWorker;
import io.leasewatch.monitor.leak.Reclaimer;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.liberty.LibertyPools;
import io.leasewatch.monitor.mbeans.MBeanPools;
import io.leasewatch.monitor.pool.PoolListener;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.Summary;
import io.leasewatch.monitor.postgres.PostgresPools;
import io.leasewatch.monitor.postgres.PostgresWatches;
import io.leasewatch.monitor.query.SlowQueries;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.SummaryPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/** Makes every machine of the monitor, once; {@link BackendProducer} those that ask databases. They are final classes without a proxy, hence {@code @Singleton}. */
@ApplicationScoped
public class MonitorProducer {

    private static final Logger LOG = System.getLogger(MonitorProducer.class.getName());

    private static final AtomicBoolean REFUSED = new AtomicBoolean();

    /** Everything in here needs the settings, so whoever is first to ask finds out that one is wrong; it is said once. */
    @Produces
    @Singleton
    static Settings settings(Config config) {
        try {
            return new Settings(config);
        } catch (ConfigurationException e) {
            if (REFUSED.compareAndSet(false, true)) {
                LOG.log(
                        Level.ERROR,
                        "LSW5001E: Leasewatch does not start, because " + e.getMessage()
                                + ". The applications of this server are not affected.");
            }
            throw e;
        }
    }

    @Produces
    @Singleton
    static LeaseRegistry registry(Settings settings) {
        LeaseRegistry registry = LeaseRegistry.shared();
        settings.follow(now -> registry.apply(now.lease()));
        return registry;
    }

    @Produces
    @Singleton
    static RequestLog requests(Settings settings) {
        RequestLog requests = RequestLog.shared();
        settings.follow(now -> requests.apply(now.request()));
        return requests;
    }

    @Produces
    @Singleton
    static Supplier<HealthSettings> health(Settings settings) {
        return () -> settings.current().health();
    }

    @Produces
    @Singleton
    static Supplier<AccessSettings> access(Settings settings) {
        return () -> settings.current().access();
    }

    @Produces
    @Singleton
    static LeakLedger ledger(Settings settings) {
        return new LeakLedger(settings.current().leak().memory());
    }

    @Produces
    @Singleton
    static SiteLedger sites(LeaseRegistry registry, Settings settings) {
        SiteLedger sites = new SiteLedger(registry, settings.current().sites());
        settings.follow(now -> sites.apply(now.sites()));
        return sites;
    }

    @Produces
    @Singleton
    static LeakDetector detector(
            LeaseRegistry registry,
            LeakLedger ledger,
            SiteLedger sites,
            Settings settings,
            @Any Instance<LeakListener> others) {
        List<LeakListener> listeners = new ArrayList<>(List.of(ledger, sites, new LeakLog()));
        others.stream().filter(listener -> !listeners.contains(listener)).forEach(listeners::add);
        LeakDetector detector = new LeakDetector(
                registry, InstantSource.system(), settings.current().leak(), listeners);
        settings.follow(now -> detector.apply(now.leak()));
        return detector;
    }

    @Produces
    @Singleton
    static HoldersWatch holders(LeaseRegistry registry, Settings settings) {
        HoldersWatch holders = new HoldersWatch(
                registry, InstantSource.system(), settings.current().holders());
        settings.follow(now -> holders.apply(now.holders()));
        return holders;
    }

    @Produces
    @Singleton
    static ReclaimAudit audit() {
        return new ReclaimAudit();
    }

    @Produces
    @Singleton
    static Reclaimer reclaimer(LeaseRegistry registry, LeakLedger ledger, ReclaimAudit audit, Settings settings) {
        Reclaimer reclaimer = new Reclaimer(
                registry,
                ledger,
                audit,
                InstantSource.system(),
                new ReclaimWorker(),
                settings.current().reclaim());
        settings.follow(now -> reclaimer.apply(now.reclaim()));
        return reclaimer;
    }

    @Produces
    @Singleton
    static PoolWatch pools(
            LeaseRegistry registry,
            Settings settings,
            PostgresWatches postgres,
            @Any Instance<PoolSource> others,
            @Any Instance<PoolListener> listeners) {
        List<PoolSource> sources = new ArrayList<>();
        sources.add(new LibertyPools(ManagementFactory.getPlatformMBeanServer(), InstantSource.system()));
        sources.add(new MBeanPools(ManagementFactory.getPlatformMBeanServer(), InstantSource.system()));
        sources.add(new PostgresPools(postgres));
        // What is produced above and is a source is among the others.
        others.forEach(sources::add);
        PoolWatch pools = new PoolWatch(
                registry,
                sources,
                listeners.stream().toList(),
                InstantSource.system(),
                registry.ticker(),
                settings.current().pool());
        settings.follow(now -> pools.apply(now.pool()));
        return pools;
    }

    @Produces
    @Singleton
    static SlowQueries queries(LeaseRegistry registry, Settings settings) {
        SlowQueries queries = new SlowQueries(
                registry, InstantSource.system(), settings.current().queries());
        settings.follow(now -> queries.apply(now.queries()));
        return queries;
    }

    @Produces
    @Singleton
    static Summary summary(PoolWatch pools, @Any Instance<SummaryPart> parts) {
        return new Summary(pools, parts.stream().toList());
    }

    @Produces
    @Singleton
    static DeliveryCounters deliveries() {
        return new DeliveryCounters();
    }

    @Produces
    @Singleton
    static Channels channels(
            DeliveryCounters deliveries, Settings settings, Event<Alert> event, @Any Instance<AlertChannel> others) {
        Channels channels = new Channels(
                List.of(new LogChannel(), new CdiAlertChannel(event)),
                others.stream().toList(),
                deliveries,
                InstantSource.system(),
                Ticker.SYSTEM,
                settings.current().channels());
        settings.follow(now -> channels.apply(now.channels()));
        return channels;
    }

    @Produces
    @Singleton
    static Advisor advisor(LeaseRegistry registry, SiteLedger sites, PoolWatch pools, Settings settings) {
        Advisor advisor = new Advisor(registry, sites, pools, settings.current().advice());
        settings.follow(now -> advisor.apply(now.advice()));
        return advisor;
    }

    @Produces
    @Singleton
    static ErrorLog errors() {
        return new ErrorLog(InstantSource.system());
    }

    @Produces
    @Singleton
    static ExportDirectory exports(Settings settings) {
        return new ExportDirectory(() -> settings.current().export().directory(), InstantSource.system());
    }

    @Produces
    @Singleton
    static Diagnosis diagnosis(
            LeaseRegistry registry,
            LeakLedger ledger,
            Databases databases,
            Advisor advisor,
            AlertEvaluator alerts,
            ErrorLog errors) {
        return new Diagnosis(registry, ledger, databases, advisor, alerts, errors);
    }

    @Produces
    @Singleton
    static AlertEvaluator alerts(
            LeakLedger ledger,
            PoolWatch pools,
            Databases databases,
            Advisor advisor,
            LeaseRegistry registry,
            Channels channels,
            Settings settings) {
        AlertEvaluator desk = new AlertEvaluator(
                List.of(
                        new LeakRule(
                                ledger,
                                registry.ticker(),
                                () -> settings.current().alert()),
                        new UtilizationRule(pools),
                        new SustainedRule(pools, registry.ticker()),
                        new WaitersRule(pools),
                        new ForecastRule(advisor),
                        new DatabaseRule(databases, InstantSource.system())),
                new Measurements(pools, ledger, registry),
                channels.all(),
                InstantSource.system(),
                settings.current().alert());
        settings.follow(now -> desk.apply(now.alert()));
        return desk;
    }
}
