package io.leasewatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.history.HistorySettings;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.leak.Leak;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakRecorderTest {

    private final Leases leases = new Leases();
    private final ManualClock clock = new ManualClock();
    private final Deque<Runnable> thread = new ArrayDeque<>();
    private final Recorder recorder = new Recorder(
            now -> new Batch(List.of(), List.of(), List.of()),
            List::of,
            () -> {
                throw new SQLException("away");
            },
            thread::add,
            clock,
            new HistorySettings(true, Duration.ofSeconds(30), Duration.ofHours(24), 1000, 1000, "", "", "one"));
    private final LeakRecorder leaks =
            new LeakRecorder(new EventMapper(leases.registry, clock, "one", String::valueOf), recorder, thread::add);

    @Test
    void theDetectorDoesNotEncode() {
        leaks.leaked(leak());

        assertThat(recorder.state().waiting()).isZero();
        thread.remove().run();
        assertThat(recorder.state().waiting()).isOne();
    }

    @Test
    void aThreadThatWaitsForItsDatabaseIsGivenOnlySoMuch() {
        for (int i = 0; i < 1100; i++) {
            leaks.leaked(leak());
        }

        assertThat(thread).hasSize(1000);
        assertThat(recorder.state().waiting()).isEqualTo(100);
        thread.forEach(Runnable::run);
        assertThat(recorder.state().waiting()).isEqualTo(1100);
    }

    private Leak leak() {
        return new Leak.Collected(leases.take("jdbc/a"), clock.instant());
    }
}
