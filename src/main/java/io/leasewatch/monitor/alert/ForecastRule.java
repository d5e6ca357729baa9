package io.leasewatch.monitor.alert;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.advice.Forecast;
import io.leasewatch.monitor.advice.PoolAdvice;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Fires while a forecast says that leases that are not returned will exhaust a pool, and is resolved when their number stops rising. */
public final class ForecastRule implements AlertRule {

    /** Below this the alert is critical. It leaves an operator time to act. */
    private static final Duration CRITICAL = Duration.ofMinutes(10);

    private final Advisor advisor;

    public ForecastRule(Advisor advisor) {
        this.advisor = advisor;
    }

    @Override
    public String name() {
        return "forecast-exhaustion";
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        List<Finding> findings = new ArrayList<>();
        for (PoolAdvice advice : advisor.advice()) {
            Forecast forecast = advice.forecast();
            Duration in = forecast.exhaustedIn();
            if (in != null) {
                Severity severity = in.compareTo(CRITICAL) < 0 ? Severity.CRITICAL : Severity.WARNING;
                findings.add(finding(
                        advice.pool(), severity, forecast, "will be exhausted in " + words(in) + range(forecast)));
            } else if (forecast.rising() && firing.contains(advice.pool())) {
                findings.add(finding(
                        advice.pool(), Severity.WARNING, forecast, "is leaking but will not be exhausted soon"));
            }
        }
        return findings;
    }

    private static Finding finding(String pool, Severity severity, Forecast forecast, String what) {
        String message = String.format(
                Locale.ROOT,
                "%s %s: %s not returned, %.1f more each hour, and other work needs %s.",
                pool,
                what,
                HumanText.count(forecast.suspects(), "lease"),
                forecast.perHour(),
                HumanText.count(forecast.busyP95(), "connection"));
        return new Finding(pool, "", severity, message, forecast.suspects(), List.of());
    }

    private static String range(Forecast forecast) {
        Duration earliest = forecast.earliest();
        Duration latest = forecast.latest();
        if (earliest == null) {
            return "";
        }
        return latest == null
                ? " (" + words(earliest) + " at the earliest)"
                : " (between " + words(earliest) + " and " + words(latest) + ")";
    }

    /** A rough duration in one unit, because a forecast is not exact. */
    static String words(Duration time) {
        return time.compareTo(Duration.ofHours(2)) >= 0
                ? time.toHours() + " h"
                : time.compareTo(Duration.ofMinutes(2)) >= 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
