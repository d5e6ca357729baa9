package io.leasewatch.web.view;

import io.leasewatch.monitor.leak.SiteUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one line of code took from one pool. Times are in seconds. {@code pool} is empty for tracked work that took no watched
 * connection. {@code acquired}, {@code holdMax}, {@code connectionSeconds} and {@code leaked} include what is still out, until now;
 * {@code holdP50} and {@code holdP99} are of the leases that are over, {@code null} without any, and up to 6.25 % off. {@code
 * sharePercent} is the part of the pool's {@code connectionSeconds}. {@code idleSeconds} is the part of them in which no statement
 * was executed, {@code null} where nobody sees the statements. {@code timeouts} says how often no connection came free in time.
 */
public record SiteUseView(
        SiteView site,
        String pool,
        List<String> services,
        long acquired,
        long stillOut,
        long leaked,
        Map<String, Long> leakedByKind,
        long returnedLate,
        long closedByContainer,
        long reclaimed,
        long timeouts,
        @Nullable Double holdP50,
        @Nullable Double holdP99,
        double holdMax,
        double connectionSeconds,
        double sharePercent,
        @Nullable Double idleSeconds) {

    public static SiteUseView of(SiteUse use) {
        return of(use, SiteView.of(use.site()));
    }

    /** The sum of lines that are not told apart. */
    public static SiteUseView ofOthers(SiteUse sum) {
        return of(sum, new SiteView("others", "", "", "", null));
    }

    private static SiteUseView of(SiteUse use, SiteView site) {
        return new SiteUseView(
                site,
                use.pool(),
                use.services().stream().sorted().toList(),
                use.acquired(),
                use.out(),
                use.leaks(),
                use.leaked(),
                use.late(),
                use.closedByContainer(),
                use.reclaimed(),
                use.timeouts(),
                seconds(use.holdMedian()),
                seconds(use.holdP99()),
                microseconds(use.holdMax()),
                microseconds(use.held()),
                Math.round(use.share() * 1000) / 10.0,
                seconds(use.idle()));
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : (Double) microseconds(time);
    }

    /** Seconds with microseconds: most connections are held for less than a few milliseconds. */
    private static double microseconds(Duration time) {
        return Math.round(time.toNanos() / 1e3) / 1e6;
    }
}
