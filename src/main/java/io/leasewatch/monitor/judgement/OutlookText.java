package io.leasewatch.monitor.judgement;

import io.leasewatch.monitor.advice.Forecast;
import io.leasewatch.monitor.advice.LeakForecast;
import io.leasewatch.monitor.judgement.Judgement.Outlook;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Words for forecasts. */
public final class OutlookText {

    private OutlookText() {}

    static Outlook of(LeakForecast forecast) {
        return forecast.exhaustedIn() == null
                ? Outlook.of("It is too early to say when all connections will be in use.")
                : of(forecast.exhaustedIn(), forecast.earliest(), forecast.latest());
    }

    static Outlook of(Forecast trend) {
        if (trend.exhaustedIn() == null) {
            return trend.rising() ? Outlook.of("It will not be exhausted soon.") : Outlook.NOTHING;
        }
        return of(trend.exhaustedIn(), trend.earliest(), trend.latest());
    }

    private static Outlook of(Duration in, @Nullable Duration earliest, @Nullable Duration latest) {
        return new Outlook(
                "All connections will be in use in about " + words(in) + range(earliest, latest) + ".",
                in,
                earliest,
                latest);
    }

    /** The interval in brackets, empty if it is unknown. */
    public static String range(@Nullable Duration earliest, @Nullable Duration latest) {
        if (earliest == null) {
            return "";
        }
        return latest == null
                ? " (" + words(earliest) + " at the earliest)"
                : " (between " + words(earliest) + " and " + words(latest) + ")";
    }

    /** A rough duration in one unit, because a forecast is not exact. */
    public static String words(Duration time) {
        return time.compareTo(Duration.ofHours(2)) >= 0
                ? time.toHours() + " h"
                : time.compareTo(Duration.ofMinutes(2)) >= 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
