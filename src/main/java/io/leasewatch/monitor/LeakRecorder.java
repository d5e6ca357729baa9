package io.leasewatch.monitor;

import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakListener;

/** Records every leak in the history, and how it ended. */
public final class LeakRecorder implements LeakListener {

    private final EventMapper mapper;
    private final Recorder recorder;

    public LeakRecorder(EventMapper mapper, Recorder recorder) {
        this.mapper = mapper;
        this.recorder = recorder;
    }

    @Override
    public void leaked(Leak leak) {
        recorder.record(mapper.of(leak));
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        recorder.record(mapper.of(leak));
    }
}
