package io.leasewatch.monitor.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Which way something goes that is measured of a pool, in the last hours.
 *
 * @param pool the pool's name
 * @param measure what is measured
 * @param direction which way it goes
 * @param before what it was on average in the first third of the time
 * @param now the same in the last third
 * @param perHour how much more it becomes each hour, if that is by more than chance; 0 otherwise
 * @param pValue how likely so much of a trend is by chance, 0 to 1
 * @param minutes how long it was watched
 */
public record Trend(
        String pool,
        Measure measure,
        Direction direction,
        double before,
        double now,
        double perHour,
        double pValue,
        int minutes) {

    /** With fewer, chance cannot be told from a trend. */
    static final int LEAST_POINTS = Forecast.LEAST_POINTS;

    /** With more, hours of minutes are put together to as many. */
    static final int MOST_POINTS = 60;

    /** A change by less of what is there matters to nobody. */
    private static final double LEAST_CHANGE = 0.1;

    private static final double HOUR_SECONDS = 3600;

    /** What is measured. */
    public enum Measure {
        /** Leases taken in a second. */
        ARRIVALS,
        /** For how long a connection is held, in seconds. */
        HOLD,
        /** Connections that are in use and expected back, nearly always. */
        BUSY,
        /** In how much of the time somebody waited, in percent. */
        WAITING,
        /** Acquisitions that timed out, in a minute. */
        TIMEOUTS;

        /** Of some minutes put together; not a number where nothing can be said of them. */
        double of(List<DemandMinute> part) {
            double seconds = sum(part, DemandMinute::seconds);
            return switch (this) {
                case ARRIVALS -> sum(part, DemandMinute::acquired) / seconds;
                case HOLD -> sum(part, DemandMinute::heldSeconds) / sum(part, DemandMinute::released);
                case BUSY -> sum(part, DemandMinute::busyP95) / part.size();
                case WAITING -> 100 * sum(part, DemandMinute::waited) / part.size();
                case TIMEOUTS -> 60 * sum(part, DemandMinute::timeouts) / seconds;
            };
        }

        /** Its name in JSON, such as {@code arrivals}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which way it goes. */
    public enum Direction {
        RISING,
        STEADY,
        FALLING,
        /** It was watched for too short a time. */
        UNKNOWN;

        /** Its name in JSON, such as {@code rising}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Looks at the minutes of a pool, the oldest first. */
    static List<Trend> of(String pool, List<DemandMinute> minutes) {
        return Arrays.stream(Measure.values())
                .map(measure -> of(pool, measure, minutes))
                .toList();
    }

    private static Trend of(String pool, Measure measure, List<DemandMinute> minutes) {
        int size = Math.max(1, (minutes.size() + MOST_POINTS - 1) / MOST_POINTS);
        List<double[]> points = new ArrayList<>();
        double seconds = 0;
        for (int from = 0; from < minutes.size(); from += size) {
            List<DemandMinute> part = minutes.subList(from, Math.min(minutes.size(), from + size));
            double value = measure.of(part);
            // Nothing was given back in that time, so nothing was held for any time that is known.
            if (Double.isFinite(value)) {
                points.add(new double[] {seconds / HOUR_SECONDS, value});
            }
            seconds += sum(part, DemandMinute::seconds);
        }
        double[] at = points.stream().mapToDouble(point -> point[0]).toArray();
        double[] values = points.stream().mapToDouble(point -> point[1]).toArray();
        return of(pool, measure, at, values, minutes.size());
    }

    private static Trend of(String pool, Measure measure, double[] at, double[] values, int minutes) {
        int third = Math.max(1, values.length / 3);
        double before = Arrays.stream(values).limit(third).average().orElse(0);
        double now = Arrays.stream(values)
                .skip(Math.max(0, values.length - third))
                .average()
                .orElse(0);
        if (values.length < LEAST_POINTS) {
            return new Trend(pool, measure, Direction.UNKNOWN, before, now, 0, 1, minutes);
        }
        MannKendall test = MannKendall.of(values);
        double slope = TheilSen.of(at, values, test.variance()).slope();
        double change = Math.abs(slope) * (at[at.length - 1] - at[0]);
        boolean goes = test.pValue() < Forecast.SIGNIFICANT
                && slope != 0
                && change >= LEAST_CHANGE * Math.max(Math.abs(before), Math.abs(now));
        Direction direction = !goes ? Direction.STEADY : slope > 0 ? Direction.RISING : Direction.FALLING;
        return new Trend(pool, measure, direction, before, now, goes ? slope : 0, test.pValue(), minutes);
    }

    private static double sum(List<DemandMinute> part, ToDoubleFunction<DemandMinute> value) {
        return part.stream().mapToDouble(value).sum();
    }
}
