package io.leasewatch.monitor.alert;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** Fires when more logins to the monitor failed in the last minute than one address may fail, until they are half of that. */
public final class FailedLoginRule implements AlertRule {

    private static final String SERVICE = "leasewatch";

    private final FailedLogins logins;
    private final Ticker ticker;
    private final IntSupplier limit;
    private final RecentIncrease recent = new RecentIncrease(Duration.ofMinutes(1));

    /** @param limit how many logins may fail per minute */
    public FailedLoginRule(FailedLogins logins, Ticker ticker, IntSupplier limit) {
        this.logins = logins;
        this.ticker = ticker;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "failed-logins";
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        long count = recent.at(ticker.nanos(), logins.count());
        int most = firing.contains(SERVICE) ? limit.getAsInt() / 2 : limit.getAsInt();
        if (count <= most) {
            return List.of();
        }
        String message = HumanText.count(count, "login")
                + " to the monitor failed in the last minute, the last one from " + logins.lastAddress() + ".";
        return List.of(Finding.ofService(SERVICE, Severity.WARNING, message, (int) Math.min(count, Integer.MAX_VALUE)));
    }
}
