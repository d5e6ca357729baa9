package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps all it hears. Thread-safe. */
public final class RecordingListener implements LeaseListener {

    public final List<Lease> opened = new CopyOnWriteArrayList<>();
    public final List<Lease> closed = new CopyOnWriteArrayList<>();
    public final List<Lease> leaked = new CopyOnWriteArrayList<>();
    public final List<Lease> destroyed = new CopyOnWriteArrayList<>();
    public final List<Throwable> failed = new CopyOnWriteArrayList<>();
    public final List<Long> waited = new CopyOnWriteArrayList<>();
    public final List<Site> timedOut = new CopyOnWriteArrayList<>();

    @Override
    public void opened(Lease lease) {
        opened.add(lease);
    }

    @Override
    public void closed(Lease lease) {
        closed.add(lease);
    }

    @Override
    public void waited(Pool pool, long nanos) {
        waited.add(nanos);
    }

    @Override
    public void timedOut(Pool pool, Site site) {
        timedOut.add(site);
    }

    @Override
    public void leaked(Lease lease) {
        leaked.add(lease);
    }

    @Override
    public void destroyed(Lease lease) {
        destroyed.add(lease);
    }

    @Override
    public void failed(Borrower borrower, Throwable error) {
        failed.add(error);
    }
}
