package io.leasewatch.monitor;

import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.identity.LeakIdentity;
import io.leasewatch.monitor.incident.Incident;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.HoldersSnapshot;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakListener;
import io.leasewatch.monitor.reclaim.Reclaim;
import io.leasewatch.spi.Alert;

/** Records leaks, alerts, snapshots of holders, incidents and reclaims in the history whenever they change. Only the thread of the history encodes them. */
record EventRecorder(EventMapper mapper, Recorder recorder) implements LeakListener {

    @Override
    public void leaked(Leak leak) {
        recorder.record(leak, () -> mapper.of(leak));
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        recorder.record(leak, () -> mapper.of(leak, ending));
    }

    void changed(LeakIdentity identity) {
        recorder.record("identity " + identity.key(), () -> mapper.of(identity));
    }

    void changed(Alert alert) {
        recorder.record("alert " + alert.id(), () -> mapper.of(alert));
    }

    void changed(HoldersSnapshot snapshot) {
        recorder.record("holders " + snapshot.id(), () -> mapper.of(snapshot));
    }

    void changed(Incident incident) {
        recorder.record("incident " + incident.id(), () -> mapper.of(incident));
    }

    void changed(Reclaim reclaim) {
        recorder.record("reclaim " + reclaim.id(), () -> mapper.of(reclaim));
    }
}
