package io.leasewatch.monitor.advice;

import java.util.Collection;
import java.util.List;

/**
 * The demand on a pool in consecutive minutes.
 *
 * @param seconds the length of the time
 * @param released leases that were returned
 * @param load the rate of acquisitions, and how long each kept a connection from the pool
 * @param most the maximum of connections in use plus threads waiting
 * @param waited the share of the time in which threads waited, 0 to 1
 * @param full the share of the time in which all connections were in use, 0 to 1
 * @param timeouts acquisitions that timed out
 */
public record Demand(
        double seconds, long released, PoolLoad load, int most, double waited, double full, long timeouts) {

    static final Demand NONE = new Demand(0, 0, new PoolLoad(0, 0), 0, 0, 0, 0);

    static Demand of(Collection<DemandMinute> minutes) {
        double seconds = minutes.stream().mapToDouble(DemandMinute::seconds).sum();
        if (seconds <= 0) {
            return NONE;
        }
        double perSecond = minutes.stream().mapToLong(DemandMinute::acquired).sum() / seconds;
        long released = minutes.stream().mapToLong(DemandMinute::released).sum();
        double held = minutes.stream().mapToDouble(DemandMinute::heldSeconds).sum();
        double retained = minutes.stream()
                        .mapToDouble(minute -> minute.retained() * minute.seconds())
                        .sum()
                / seconds;
        // A connection that the server retains after close is not available either. By Little's law, that is this time
        // per lease.
        double kept = perSecond == 0 ? 0 : retained / perSecond;
        return new Demand(
                seconds,
                released,
                new PoolLoad(perSecond, released == 0 ? 0 : held / released + kept),
                minutes.stream().mapToInt(DemandMinute::most).max().orElse(0),
                average(
                        minutes.stream()
                                .mapToDouble(minute -> minute.waited() * minute.seconds())
                                .sum(),
                        seconds),
                average(
                        minutes.stream()
                                .mapToDouble(minute -> minute.full() * minute.seconds())
                                .sum(),
                        seconds),
                minutes.stream().mapToLong(DemandMinute::timeouts).sum());
    }

    private static double average(double sum, double seconds) {
        return Math.min(1, sum / seconds);
    }

    /** The busiest {@code together} consecutive minutes; all of them if there are fewer. */
    static Demand busiest(List<DemandMinute> minutes, int together) {
        Demand busiest = of(minutes.subList(0, Math.min(together, minutes.size())));
        for (int from = 1; from + together <= minutes.size(); from++) {
            Demand some = of(minutes.subList(from, from + together));
            busiest = some.load.busy() > busiest.load.busy() ? some : busiest;
        }
        return busiest;
    }
}
