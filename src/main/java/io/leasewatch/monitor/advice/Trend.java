package io.leasewatch.monitor.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The trend of one measure of a pool over the last hours.
 *
 * @param pool the name of the pool
 * @param measure the measure
 * @param direction whether it rises or falls
 * @param before the average of the first third of the time
 * @param now the average of the last third
 * @param perHour the change per hour, 0 if it is not significant
 * @param pValue the probability of such a trend by chance, 0 to 1
 * @param minutes the length of the time in minutes
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

    /** With fewer points, a trend cannot be distinguished from chance. */
    static final int LEAST_POINTS = Forecast.LEAST_POINTS;

    /** With more minutes, several are combined into one point. */
    static final int MOST_POINTS = 60;

    /** A change by less than this share of the value does not matter. */
    private static final double LEAST_CHANGE = 0.1;

    private static final double HOUR_SECONDS = 3600;

    /** What is measured. */
    public enum Measure {
        /** Acquisitions per second. */
        ARRIVALS,
        /** The mean hold time in seconds. */
        HOLD,
        /** The 95th percentile of connections in use that are expected back. */
        BUSY,
        /** The share of the time in which threads waited, in percent. */
        WAITING,
        /** Acquisitions that timed out per minute. */
        TIMEOUTS;

        /** The value for some minutes combined; NaN if it is undefined. */
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

    /** The direction of a trend. */
    public enum Direction {
        RISING,
        STEADY,
        FALLING,
        /** There is too little data. */
        UNKNOWN;

        /** Its name in JSON, such as {@code rising}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The trends of all measures from the minutes of a pool, the oldest first. */
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
            // The hold time is undefined if no lease was returned.
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
        boolean significant = test.pValue() < Forecast.SIGNIFICANT
                && slope != 0
                && change >= LEAST_CHANGE * Math.max(Math.abs(before), Math.abs(now));
        Direction direction = !significant ? Direction.STEADY : slope > 0 ? Direction.RISING : Direction.FALLING;
        return new Trend(pool, measure, direction, before, now, significant ? slope : 0, test.pValue(), minutes);
    }

    private static double sum(List<DemandMinute> part, ToDoubleFunction<DemandMinute> value) {
        return part.stream().mapToDouble(value).sum();
    }
}
