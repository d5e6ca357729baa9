package io.leasewatch.web.cdi;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.channel.Channels;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.diagnosis.ErrorLog;
import io.leasewatch.monitor.export.InfluxPush;
import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.monitor.leak.HoldersWatch;
import io.leasewatch.monitor.leak.LeakDetector;
import io.leasewatch.monitor.leak.Reclaimer;
import io.leasewatch.monitor.leak.SiteLedger;
import io.leasewatch.monitor.liberty.ServerStop;
import io.leasewatch.monitor.live.LiveFeed;
import io.leasewatch.monitor.live.MonitorOverhead;
import io.leasewatch.monitor.live.RecentReadings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.Summary;
import io.leasewatch.monitor.query.SlowQueries;
import io.leasewatch.web.health.HeartbeatStatus;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The periodic tasks of the monitor, and the thread that runs those that are due; {@link Heartbeat} runs them from the server's timer
 * as well.
 *
 * <p>One tick at a time, on whichever thread. The last beat tells liveness that Leasewatch itself is alive.
 */
@Dependent
final class PeriodicTasks {

    private static final Logger LOG = System.getLogger(PeriodicTasks.class.getName());

    private static final Duration TICK = Duration.ofSeconds(1);

    /** Whoever changes a setting will look at once whether it does what it should. */
    private static final Duration SETTINGS = Duration.ofSeconds(2);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Duration LOOK = Duration.ofMillis(500);

    @Inject
    private HeartbeatStatus pulse;

    @Inject
    private ServerStop stop;

    @Inject
    private Settings settings;

    @Inject
    private LeakDetector leaks;

    @Inject
    private Reclaimer reclaimer;

    @Inject
    private SiteLedger sites;

    @Inject
    private PoolWatch pools;

    @Inject
    private Summary summary;

    @Inject
    private HoldersWatch holders;

    @Inject
    private Advisor advisor;

    @Inject
    private SlowQueries queries;

    @Inject
    private ErrorLog errors;

    @Inject
    private AlertEvaluator alerts;

    @Inject
    private Channels channels;

    @Inject
    private LiveFeed live;

    @Inject
    private RecentReadings trail;

    @Inject
    private MonitorOverhead cost;

    @Inject
    private Recorder recorder;

    @Inject
    private InfluxPush influx;

    private final ReentrantLock turn = new ReentrantLock();
    private final CountDownLatch over = new CountDownLatch(1);
    private List<PeriodicTask> chores = List.of();

    void start() {
        long now = Ticker.SYSTEM.nanos();
        chores = List.of(
                new PeriodicTask("Reading the settings", () -> SETTINGS, this::readSettings, now),
                new PeriodicTask("Reading the pools", () -> pools.settings().interval(), pools::read, now),
                new PeriodicTask("Looking for leaks that are certain", () -> LOOK, leaks::look, now),
                new PeriodicTask("Looking for those who waited in vain", () -> LOOK, this::lookForTimeouts, now),
                new PeriodicTask("Looking for leaks", () -> leaks.settings().checkInterval(), leaks::sweep, now),
                new PeriodicTask("Reclaiming leaks", () -> TICK, reclaimer::act, now),
                new PeriodicTask("Making room for sites", () -> TICK, sites::makeRoom, now),
                new PeriodicTask("Taking note of slow queries", () -> TICK, queries::note, now),
                new PeriodicTask("Taking note of errors", () -> TICK, errors::note, now),
                new PeriodicTask("Measuring what is asked of the pools", () -> TICK, advisor::sample, now),
                new PeriodicTask("Advising on the pools", () -> Advisor.INTERVAL, advisor::think, now),
                new PeriodicTask("Evaluating the alert rules", () -> TICK, alerts::evaluate, now),
                new PeriodicTask("Looking after the alert channels", () -> TICK, channels::tick, now),
                new PeriodicTask("Remembering the last minutes", () -> TICK, this::remember, now),
                new PeriodicTask("Telling the viewers", () -> TICK, live::tick, now),
                new PeriodicTask(
                        "Taking samples for the history",
                        () -> recorder.settings().interval(),
                        recorder::sample,
                        now),
                new PeriodicTask("Pushing to InfluxDB", () -> TICK, influx::tick, now),
                new PeriodicTask("Logging the pools", () -> pools.settings().logInterval(), pools::log, now),
                new PeriodicTask("Logging the summary", () -> pools.settings().summaryInterval(), summary::log, now));
        pulse.beat();
        beatByItself();
    }

    private void remember() {
        trail.add(pools.readings(), Instant.now());
    }

    /** A server that stops forgets its own settings before it stops its applications, and none of those has been changed by anybody. */
    private void readSettings() {
        if (!stop.getAsBoolean()) {
            settings.refresh();
        }
    }

    private void lookForTimeouts() {
        if (holders.isDue()) {
            pools.read();
        }
    }

    /**
     * Twice a second on a thread of its own: when all the server's threads wait for a connection its timers wait for a thread, and
     * that is when somebody has to look. The factory is asked for by its name: where the monitor brings its own library, the server
     * cannot read what is to be injected here.
     */
    private void beatByItself() {
        try {
            ManagedThreadFactory threads = InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
            Thread thread = threads.newThread(this::beatUntilItIsOver);
            thread.setName("leasewatch-heartbeat");
            thread.setDaemon(true);
            thread.start();
        } catch (NamingException | RuntimeException e) {
            LOG.log(Level.DEBUG, "There is no thread for the heart; it beats once a second, by the server's timer", e);
        }
    }

    private void beatUntilItIsOver() {
        try {
            while (!over.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever comes while another is at it goes away again: what is due is being done. */
    void tick() {
        if (!turn.tryLock()) {
            return;
        }
        try {
            long before = cpuNanos();
            chores.forEach(chore -> chore.runIfDue(Ticker.SYSTEM));
            cost.add(cpuNanos() - before);
            pulse.beat();
        } finally {
            turn.unlock();
        }
    }

    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    /** What is going on may end; then nothing begins any more, because this turn is never given back. */
    void end() {
        over.countDown();
        try {
            turn.tryLock(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
