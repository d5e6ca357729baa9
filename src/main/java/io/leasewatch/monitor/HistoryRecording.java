package io.leasewatch.monitor;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.database.Lookup;
import io.leasewatch.monitor.history.HistorySettings;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.history.Sampler;
import io.leasewatch.monitor.history.Stores;
import io.leasewatch.monitor.history.WriterThread;
import io.leasewatch.monitor.liberty.ServerPlace;
import io.leasewatch.monitor.pool.PoolWatch;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The history. Only its writer thread waits for the store. */
public record HistoryRecording(EventMapper mapper, Recorder recorder, WriterThread writer) {

    static HistoryRecording of(
            LeaseRegistry registry,
            LeakMonitoring leaks,
            Alerting alerting,
            IncidentMonitoring incidents,
            PoolWatch pools,
            MonitorHost host,
            Settings settings,
            InstantSource clock) {
        HistorySettings initial = settings.current().history();
        EventMapper mapper = new EventMapper(registry, leaks.identities(), clock, initial.instance(), host.json());
        WriterThread writer = new WriterThread();
        Recorder recorder = new Recorder(
                new Sampler(pools, registry, leaks.ledger(), initial.instance()),
                factory(initial, host.names(), clock),
                writer,
                clock,
                initial);
        Instant started = clock.instant();
        recorder.afterOpening(store -> {
            StaleEvents.end(store, initial.instance(), started);
            leaks.identities().restore(IdentityEvents.in(store, initial.instance()));
        });
        EventRecorder events = new EventRecorder(mapper, recorder);
        leaks.detector().addListener(events);
        leaks.identities().setListener(events::changed);
        leaks.holders().setListener(events::changed);
        leaks.reclaims().setListener(reclaim -> {
            events.changed(reclaim);
            incidents.reclaimed(reclaim);
        });
        incidents.incidents().setListener(events::changed);
        alerting.evaluator().setListener(events::changed);
        return new HistoryRecording(mapper, recorder, writer);
    }

    List<Part> parts() {
        return List.of(
                Part.named("history")
                        .onStart(recorder::open)
                        .onChange(now -> recorder.apply(now.history()))
                        .every(() -> recorder.settings().interval(), "Sampling for the history", recorder::sample)
                        .onClose(recorder::close),
                Part.named("history writer").onClose(writer::stop));
    }

    private static HistoryStore.Factory factory(HistorySettings settings, Lookup names, InstantSource clock) {
        return settings.dataSource().isEmpty()
                ? () -> Stores.inFile(ServerPlace.output().resolve(settings.directory()), clock)
                : () -> inDataSource(settings.dataSource(), names);
    }

    private static HistoryStore inDataSource(String name, Lookup names) throws SQLException {
        Object found;
        try {
            found = names.lookUp(name);
        } catch (NamingException e) {
            throw new SQLException("The data source " + name + " cannot be looked up", "08001", e);
        }
        if (!(found instanceof DataSource dataSource)) {
            throw new SQLException(name + " must be a data source, but is another kind of object", "HY000");
        }
        return Stores.in(dataSource);
    }
}
