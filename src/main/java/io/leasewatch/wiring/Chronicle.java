package io.leasewatch.wiring;

import io.leasewatch.alert.AlertDesk;
import io.leasewatch.config.Settings;
import io.leasewatch.history.HistorySettings;
import io.leasewatch.history.HistoryStore;
import io.leasewatch.history.Opener;
import io.leasewatch.history.Recorder;
import io.leasewatch.history.Sampler;
import io.leasewatch.history.Stores;
import io.leasewatch.history.WriterThread;
import io.leasewatch.leak.HoldersWatch;
import io.leasewatch.leak.LeakLedger;
import io.leasewatch.leak.ReclaimAudit;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.liberty.ServerPlace;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.rest.EventBook;
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
public class Chronicle {

    @Produces
    @Singleton
    static EventBook book(LeaseRegistry registry, Settings settings) {
        return new EventBook(
                registry, InstantSource.system(), settings.current().history().instance());
    }

    @Produces
    @Singleton
    static News news(EventBook book, AlertDesk alerts, HoldersWatch holders, ReclaimAudit reclaims) {
        return new News(book, alerts::alerts, holders::snapshots, reclaims::acts);
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
            News news,
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
    static RecordedLeaks leaks(EventBook book, Recorder recorder) {
        return new RecordedLeaks(book, recorder);
    }

    private static Opener opener(HistorySettings settings) {
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
