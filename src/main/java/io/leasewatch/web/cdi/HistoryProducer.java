package io.leasewatch.web.cdi;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.history.HistorySettings;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.history.Sampler;
import io.leasewatch.monitor.history.StoreFactory;
import io.leasewatch.monitor.history.Stores;
import io.leasewatch.monitor.history.WriterThread;
import io.leasewatch.monitor.leak.HoldersWatch;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.leak.ReclaimAudit;
import io.leasewatch.monitor.liberty.ServerPlace;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.web.history.EventMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Makes what remembers: it has a thread of its own, which alone may wait for the store. */
@ApplicationScoped
public class HistoryProducer {

    @Produces
    @Singleton
    static EventMapper book(LeaseRegistry registry, Settings settings) {
        return new EventMapper(
                registry, InstantSource.system(), settings.current().history().instance());
    }

    @Produces
    @Singleton
    static ChangeTracker news(EventMapper book, AlertEvaluator alerts, HoldersWatch holders, ReclaimAudit reclaims) {
        return new ChangeTracker(book, alerts::alerts, holders::snapshots, reclaims::acts);
    }

    @Produces
    @Singleton
    static WriterThread writer() {
        return new WriterThread();
    }

    @Produces
    @Singleton
    static Recorder recorder(
            PoolWatch pools,
            LeaseRegistry registry,
            LeakLedger ledger,
            ChangeTracker news,
            WriterThread writer,
            Settings settings) {
        HistorySettings first = settings.current().history();
        Recorder recorder = new Recorder(
                new Sampler(pools, registry, ledger, first.instance()),
                news::look,
                opener(first),
                writer,
                InstantSource.system(),
                first);
        settings.follow(now -> recorder.apply(now.history()));
        return recorder;
    }

    @Produces
    @Singleton
    static LeakRecorder leaks(EventMapper book, Recorder recorder) {
        return new LeakRecorder(book, recorder);
    }

    private static StoreFactory opener(HistorySettings settings) {
        return settings.dataSource().isEmpty()
                ? () -> Stores.inFile(ServerPlace.output().resolve(settings.directory()), InstantSource.system())
                : () -> inDataSource(settings.dataSource());
    }

    private static HistoryStore inDataSource(String name) throws SQLException {
        Object found;
        try {
            found = InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new SQLException("There is no " + name, "08001", e);
        }
        if (!(found instanceof DataSource dataSource)) {
            throw new SQLException(name + " must be a data source, is something else", "HY000");
        }
        return Stores.in(dataSource);
    }
}
