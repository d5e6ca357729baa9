package io.leasewatch.schedule;

import io.leasewatch.alert.AlertDesk;
import io.leasewatch.config.Settings;
import io.leasewatch.leak.LeakDetector;
import io.leasewatch.leak.SiteLedger;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.time.Ticker;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Ticks once a second and does what is due.
 *
 * <p>The container lets one tick in at a time. Its last beat tells liveness that Leasewatch itself is alive.
 */
@Singleton
@Startup
public class Heartbeat {

    private static final Duration TICK = Duration.ofSeconds(1);

    /** Whoever changes a setting will look at once whether it does what it should. */
    private static final Duration SETTINGS = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(500);

    @Resource
    private TimerService timers;

    @Inject
    private Pulse pulse;

    @Inject
    private Settings settings;

    @Inject
    private LeakDetector leaks;

    @Inject
    private SiteLedger sites;

    @Inject
    private PoolWatch pools;

    @Inject
    private AlertDesk alerts;

    private List<Chore> chores = List.of();

    @PostConstruct
    void start() {
        long now = Ticker.SYSTEM.nanos();
        chores = List.of(
                new Chore("Reading the settings", () -> SETTINGS, settings::refresh, now),
                new Chore("Reading the pools", () -> pools.settings().interval(), pools::read, now),
                new Chore("Looking for leaks", () -> leaks.settings().checkInterval(), leaks::sweep, now),
                new Chore("Making room for sites", () -> TICK, sites::makeRoom, now),
                new Chore("Evaluating the alert rules", () -> TICK, alerts::evaluate, now),
                new Chore("Logging the pools", () -> pools.settings().logInterval(), pools::log, now));
        timers.createIntervalTimer(LOOK.toMillis(), LOOK.toMillis(), new TimerConfig("leasewatch-look", false));
        pulse.beat();
    }

    /** Leaks that are certain are known at once. */
    @Timeout
    void look() {
        leaks.look();
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "leasewatch")
    void tick() {
        chores.forEach(chore -> chore.runIfDue(Ticker.SYSTEM));
        pulse.beat();
    }
}
