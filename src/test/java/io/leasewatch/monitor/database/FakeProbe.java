package io.leasewatch.monitor.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers as it is told to; in a millisecond unless told otherwise. */
final class FakeProbe implements Probe {

    static final PingResult ANSWER = new PingResult.Answered(Duration.ofMillis(1));
    static final PingResult REFUSAL = new PingResult.Failed("its host refuses connections (SQLState 08001, test)");

    private final Deque<PingResult> next = new ArrayDeque<>();
    private PingResult usual = ANSWER;
    private @Nullable RuntimeException failure;
    int pings;
    int warmedUp;
    int spare = 1000;
    volatile boolean waiting;
    Optional<String> fullPooler = Optional.empty();

    void answers(PingResult always) {
        usual = always;
    }

    void answersOnce(PingResult once) {
        next.add(once);
    }

    void fails(RuntimeException e) {
        failure = e;
    }

    @Override
    public PingResult ping(Duration timeout) {
        pings++;
        if (failure != null) {
            throw failure;
        }
        return next.isEmpty() ? usual : next.remove();
    }

    @Override
    public int warmUp(int connections) {
        warmedUp += Math.min(connections, spare);
        return Math.min(connections, spare);
    }

    @Override
    public Optional<String> fullPooler() {
        return fullPooler;
    }

    @Override
    public boolean isWaiting() {
        return waiting;
    }
}
