package io.leasewatch.monitor.leak;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
final class RecordingLeakListener implements LeakListener {

    final List<Leak> leaked = new ArrayList<>();
    final List<Leak> ended = new ArrayList<>();
    final List<Ending> endings = new ArrayList<>();

    @Override
    public void leaked(Leak leak) {
        leaked.add(leak);
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        ended.add(leak);
        endings.add(ending);
    }
}
