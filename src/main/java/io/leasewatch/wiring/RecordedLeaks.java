package io.leasewatch.wiring;

import io.leasewatch.history.Recorder;
import io.leasewatch.leak.Ending;
import io.leasewatch.leak.Leak;
import io.leasewatch.leak.LeakListener;
import io.leasewatch.rest.EventBook;
import jakarta.enterprise.inject.Vetoed;

/** Has every leak remembered, and how it ended. */
@Vetoed
final class RecordedLeaks implements LeakListener {

    private final EventBook book;
    private final Recorder recorder;

    RecordedLeaks(EventBook book, Recorder recorder) {
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
