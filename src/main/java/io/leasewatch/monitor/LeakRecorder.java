package io.leasewatch.monitor;

import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakListener;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records every leak in the history, and how it ended. The thread of the history encodes it: encoding takes long the first time, and
 * detection must not wait for that.
 */
public final class LeakRecorder implements LeakListener {

    private static final int MOST_WAITING = 1000;

    private final EventMapper mapper;
    private final Recorder recorder;
    private final Executor thread;
    private final AtomicInteger waiting = new AtomicInteger();

    public LeakRecorder(EventMapper mapper, Recorder recorder, Executor thread) {
        this.mapper = mapper;
        this.recorder = recorder;
        this.thread = thread;
    }

    @Override
    public void leaked(Leak leak) {
        record(leak);
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        record(leak);
    }

    private void record(Leak leak) {
        if (!recorder.settings().enabled()) {
            return;
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            // The thread waits for its database. The recorder's own backlog is bounded, and counts what it drops.
            encode(leak);
            return;
        }
        thread.execute(() -> encode(leak));
    }

    private void encode(Leak leak) {
        waiting.decrementAndGet();
        recorder.record(mapper.of(leak));
    }
}
