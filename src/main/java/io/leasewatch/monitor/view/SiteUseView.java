package io.leasewatch.monitor.view;

import io.leasewatch.monitor.leak.SiteUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The leases that one line of code took from one pool. Times are in seconds. {@code pool} is empty for tracked work that took no
 * watched connection. {@code acquired}, {@code holdMax}, {@code connectionSeconds} and {@code leaked} include open leases, up to
 * now. {@code holdP50} and {@code holdP99} cover ended leases that were not reclaimed, with an error of up to 6.25 %; they are {@code null} if there
 * are none. {@code sharePercent} is the line's share of the pool's {@code connectionSeconds}. {@code idleSeconds} is the part of
 * {@code connectionSeconds} in which no statement was executed, {@code null} if statements are not observed. {@code timeouts}
 * counts acquisition timeouts.
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

    /** The total of the lines that are not listed individually. */
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

    /** Converts to seconds, rounded to microseconds, because most connections are held for a few milliseconds only. */
    private static double microseconds(Duration time) {
        return Math.round(time.toNanos() / 1e3) / 1e6;
    }
}
