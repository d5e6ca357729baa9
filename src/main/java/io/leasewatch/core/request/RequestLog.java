package io.leasewatch.core.request;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts HTTP requests and failures, and records slow requests. Thread-safe. */
public final class RequestLog {

    private static final Logger LOG = SafeLogger.of(RequestLog.class);
    private static final int MOST_SLOW = 100;
    private static final RequestLog SHARED = new RequestLog(Ticker.SYSTEM);

    private final Ticker ticker;
    private final AtomicInteger active = new AtomicInteger();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final Deque<EndedRequest> slowest = new ArrayDeque<>();
    private volatile RequestSettings settings = RequestSettings.DEFAULT;
    private volatile long slowNanos = settings.slowThreshold().toNanos();

    RequestLog(Ticker ticker) {
        this.ticker = ticker;
    }

    /** The log of all applications whose class loaders share this class. */
    public static RequestLog shared() {
        return SHARED;
    }

    public void apply(RequestSettings next) {
        settings = next;
        slowNanos = next.slowThreshold().toNanos();
    }

    RequestSettings settings() {
        return settings;
    }

    Ticker ticker() {
        return ticker;
    }

    void began() {
        active.incrementAndGet();
    }

    /** Whether so many nanoseconds are too long for a request. */
    boolean isSlow(long nanos) {
        return nanos > slowNanos;
    }

    /** A request has ended that was not slow. */
    void ended(boolean hasFailed) {
        active.decrementAndGet();
        ended.increment();
        if (hasFailed) {
            failed.increment();
        }
    }

    /** A request has ended that may have been slow. */
    void ended(EndedRequest request) {
        ended(request.isFailed());
        if (isSlow(request.busy().toNanos())) {
            slow.increment();
            keep(request);
            LOG.log(
                    Level.WARNING,
                    "LSW1201W: Slow request: {0} took longer than {1}.",
                    request,
                    HumanText.duration(settings.slowThreshold()));
        }
    }

    private void keep(EndedRequest request) {
        synchronized (slowest) {
            if (slowest.size() == MOST_SLOW) {
                slowest.removeLast();
            }
            slowest.addFirst(request);
        }
    }

    /** The last 100 slow requests, the newest first. */
    public List<EndedRequest> slowRequests() {
        synchronized (slowest) {
            return new ArrayList<>(slowest);
        }
    }

    public RequestStatistics statistics() {
        int now = active.get();
        return new RequestStatistics(ended.sum() + now, now, failed.sum(), slow.sum());
    }
}
