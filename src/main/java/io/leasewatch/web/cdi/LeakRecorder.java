package io.leasewatch.web.cdi;

import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakListener;
import io.leasewatch.web.history.EventMapper;
import jakarta.enterprise.inject.Vetoed;

/** Has every leak remembered, and how it ended. */
@Vetoed
final class LeakRecorder implements LeakListener {

    private final EventMapper book;
    private final Recorder recorder;

    LeakRecorder(EventMapper book, Recorder recorder) {
        this.book = book;
        this.recorder = recorder;
    }

    @Override
    public void leaked(Leak leak) {
        recorder.happened(book.of(leak));
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        recorder.happened(book.of(leak));
    }
}
