package io.leasewatch.monitor;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.request.MonitorSettings;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.monitor.alert.FailedLogins;
import io.leasewatch.monitor.config.Configuration;
import io.leasewatch.monitor.config.ConfigurationException;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.diagnosis.HealthSummary;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The monitor. The constructor builds it; then it is started, ticked once to three times a second, and closed.
 *
 * <p>It is plain Java, so a server with CDI, an agent or a test can run it. It consists of {@link Part}s; a part that fails does
 * not stop the others.
 *
 * <p>Any thread may call {@link #tick}; a thread for each {@link Lane} calls {@link #run}. {@link #start} and {@link #close} are called once each.
 */
public final class Monitor implements AutoCloseable {

    /** How often the settings are read. A changed setting takes effect within this time. */
    private static final Duration SETTINGS_INTERVAL = Duration.ofSeconds(2);

    private final FailedLogins failedLogins = new FailedLogins();
    private final LeaseMonitoring leases;
    private final PoolMonitoring pools;
    private final LeakMonitoring leaks;
    private final Alerting alerting;
    private final IncidentMonitoring incidents;
    private final HistoryRecording history;
    private final LiveUpdates live;
    private final Exporting exporting;
    private final MonitorLag lag;
    private final Leadership leadership;
    private final Scheduler scheduler;
    private final InstantSource clock;

    /** Builds the monitor; nothing runs before {@link #start}. */
    public Monitor(
            LeaseRegistry registry, RequestLog requests, Settings settings, MonitorHost host, InstantSource clock) {
        this(registry, requests, settings, host, clock, part -> part);
    }

    /** Builds the monitor with {@code decorator} applied to each part. */
    Monitor(
            LeaseRegistry registry,
            RequestLog requests,
            Settings settings,
            MonitorHost host,
            InstantSource clock,
            UnaryOperator<Part> decorator) {
        this.clock = clock;
        leadership = host.leadership();
        lag = new MonitorLag(registry.ticker(), host.leadership());
        Configuration initial = settings.current();
        leases = LeaseMonitoring.of(registry, requests, clock, initial);
        pools = PoolMonitoring.of(registry, host, clock, initial);
        leaks = LeakMonitoring.of(registry, clock, initial);
        pools.pools().addListener(leaks.holders());
        alerting = Alerting.of(leases, leaks, pools, failedLogins, lag, host, settings, clock);
        incidents = IncidentMonitoring.of(alerting, leaks, pools.pools(), clock);
        history = HistoryRecording.of(registry, leaks, alerting, incidents, pools.pools(), host, settings, clock);
        live = LiveUpdates.of(this, host, clock, registry.ticker());
        pools.pools().addListener(readings -> live.readings().add(readings, clock.instant()));
        exporting = Exporting.of(this, settings, clock);
        List<Part> parts = parts(settings, host, clock);
        scheduler = new Scheduler(
                registry.ticker(),
                live.overhead(),
                settings,
                lag,
                host.leadership(),
                new Parts(parts.stream().map(decorator).toList()));
    }

    /** The parts, in the order in which they run and are closed; they are started in the opposite order. */
    private List<Part> parts(Settings settings, MonitorHost host, InstantSource clock) {
        List<Part> all = new ArrayList<>();
        BiConsumer<Map<String, String>, String> byApplications =
                (changes, application) -> change(settings, changes, application);
        all.add(pools.guard());
        all.add(leases.agent());
        // A server that shuts down discards its configuration before it stops its applications.
        all.add(Part.named("settings").every(SETTINGS_INTERVAL, "Reading the settings", () -> {
            if (!host.stopping().getAsBoolean()) {
                settings.refresh();
            }
        }));
        all.add(Part.named("settings for applications")
                .onStart(() -> MonitorSettings.install(byApplications))
                .onClose(() -> MonitorSettings.remove(byApplications)));
        all.add(pools.part());
        all.add(pools.selfWaits());
        all.addAll(leaks.parts(pools.pools()));
        all.add(leases.notifying(List.of(
                leaks.sites(),
                pools.pools().times(),
                alerting.errors(),
                live.longLeases(),
                incidents.hurt(),
                leases.closes())));
        all.addAll(leases.parts());
        all.addAll(alerting.parts());
        all.add(incidents.part());
        all.addAll(pools.backends().parts());
        all.addAll(live.parts());
        all.add(exporting.publishing());
        all.add(exporting.part());
        all.addAll(history.parts());
        all.add(pools.logging(new HealthSummary(alerting.health(), leaks.ledger()), host.summary()));
        return all;
    }

    private static void change(Settings settings, Map<String, String> changes, String application) {
        try {
            settings.change(changes, "The application " + application);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Applies the configuration, starts every part, and makes the periodic tasks due one interval from now. If another monitor leads,
     * this happens when that one is closed.
     */
    public void start() {
        scheduler.start();
    }

    /** Runs the tasks that are due, except those of a {@link Lane} for which another thread is doing so. */
    public void tick() {
        scheduler.tick();
    }

    /** Ticks {@code lane} two or three times a second on the current thread until the monitor is closed. */
    public void run(Lane lane) {
        scheduler.run(lane);
    }

    /** Clears statistics, ended leaks, alerts and snapshots. Open leases stay as they are. */
    public void reset() {
        // Published before and after: counters that begin anew between two publications would lose what they had
        // counted.
        exporting.metrics().update();
        scheduler.reset();
    }

    /** Prevents further ticks. Waits up to two seconds for a running tick. */
    public void stopTicking() {
        scheduler.end();
    }

    @Override
    public void close() {
        scheduler.close();
    }

    /** The current state, from which every document of the API is made. Not cached: each call copies it. */
    public Snapshot snapshot(Query query) {
        return new Snapshot(this, query, clock.instant());
    }

    /** When the monitor last looked for leaks. */
    public HeartbeatStatus heartbeat() {
        return lag.of(Lane.DETECTION);
    }

    /** How late the monitor is. */
    public MonitorLag lag() {
        return lag;
    }

    public Leadership leadership() {
        return leadership;
    }

    public FailedLogins failedLogins() {
        return failedLogins;
    }

    public LeaseMonitoring leases() {
        return leases;
    }

    public PoolMonitoring pools() {
        return pools;
    }

    public LeakMonitoring leaks() {
        return leaks;
    }

    public Alerting alerting() {
        return alerting;
    }

    public IncidentMonitoring incidents() {
        return incidents;
    }

    public HistoryRecording history() {
        return history;
    }

    public LiveUpdates live() {
        return live;
    }

    public Exporting exporting() {
        return exporting;
    }
}
