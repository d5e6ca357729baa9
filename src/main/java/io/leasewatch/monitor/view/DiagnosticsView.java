package io.leasewatch.monitor.view;

import io.leasewatch.monitor.advice.Trend;
import io.leasewatch.monitor.diagnosis.Diagnosis;
import io.leasewatch.monitor.diagnosis.ErrorPattern;
import io.leasewatch.monitor.diagnosis.Recommendation;
import io.leasewatch.monitor.diagnosis.ServiceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of each service, recurring errors, recommendations, and trends of the pools. {@code otherErrors} counts errors that
 * have no pattern because the list of patterns is full. {@code missedErrors} counts errors that were not recorded because they
 * came too fast.
 */
public record DiagnosticsView(
        List<ServiceView> services,
        List<ErrorView> errorPatterns,
        long otherErrors,
        long missedErrors,
        List<RecommendationView> recommendations,
        List<TrendView> trends) {

    /** Creates the document with at most {@code limit} error patterns, the most frequent first. */
    public static DiagnosticsView of(
            Diagnosis diagnosis, Predicate<String> service, Predicate<String> pool, int limit) {
        return new DiagnosticsView(
                diagnosis.services().stream()
                        .filter(health -> service.test(health.service()))
                        .map(ServiceView::of)
                        .toList(),
                diagnosis.errors().patterns().stream()
                        .filter(pattern -> service.test(pattern.service()))
                        .limit(limit)
                        .map(ErrorView::of)
                        .toList(),
                diagnosis.errors().others(),
                diagnosis.errors().missed(),
                diagnosis.recommendations().stream().map(RecommendationView::of).toList(),
                diagnosis.trends().stream()
                        .filter(trend -> pool.test(trend.pool()))
                        .map(TrendView::of)
                        .toList());
    }

    /**
     * The state of a service. {@code status} is {@code healthy}, {@code inactive}, {@code degraded} or {@code failing}. {@code
     * errors} and {@code errorRate} cover the last five minutes; the rate is in percent. {@code silentSeconds} is the time since
     * the service last acquired a lease.
     */
    public record ServiceView(
            String service,
            String status,
            List<String> reasons,
            int openLeaks,
            long errors,
            @Nullable Double errorRate,
            @Nullable Double silentSeconds,
            StatisticsView statistics) {

        public static ServiceView of(ServiceHealth health) {
            Double rate = health.errorRate();
            Duration silent = health.silent();
            return new ServiceView(
                    health.service(),
                    health.state().word(),
                    health.reasons(),
                    health.openLeaks(),
                    health.errors(),
                    rate == null ? null : (Double) rounded(rate),
                    silent == null ? null : (Double) LeaseView.seconds(silent.toNanos()),
                    StatisticsView.of(health.statistics()));
        }
    }

    /**
     * A group of similar errors. {@code message} is the message of the root cause; everything in it except plain words is
     * replaced by question marks.
     */
    public record ErrorView(
            String service,
            String type,
            @Nullable String cause,
            @Nullable String sqlState,
            String message,
            long count,
            Instant firstSeen,
            Instant lastSeen,
            List<String> operations) {

        public static ErrorView of(ErrorPattern pattern) {
            return new ErrorView(
                    pattern.service(),
                    pattern.type(),
                    pattern.cause().isEmpty() ? null : pattern.cause(),
                    pattern.sqlState().isEmpty() ? null : pattern.sqlState(),
                    pattern.message(),
                    pattern.count(),
                    pattern.firstSeen(),
                    pattern.lastSeen(),
                    pattern.operations());
        }
    }

    /** A recommendation for a pool, a service or a database. {@code severity} is the severity of the problem. */
    public record RecommendationView(String severity, String about, String advice, List<String> reasons) {

        public static RecommendationView of(Recommendation recommendation) {
            return new RecommendationView(
                    recommendation.severity().word(),
                    recommendation.about(),
                    recommendation.advice(),
                    recommendation.reasons());
        }
    }

    /**
     * The trend of a measure of a pool. {@code measure} is {@code arrivals} per second, {@code hold} in seconds, {@code busy}
     * connections, {@code waiting} in percent of the time, or {@code timeouts} per minute. {@code direction} is {@code rising},
     * {@code steady}, {@code falling} or {@code unknown}. {@code before} and {@code now} are the averages of the first and the
     * last third of {@code minutes}.
     */
    public record TrendView(
            String pool,
            String measure,
            String direction,
            double before,
            double now,
            double perHour,
            double pValue,
            int minutes) {

        public static TrendView of(Trend trend) {
            return new TrendView(
                    trend.pool(),
                    trend.measure().word(),
                    trend.direction().word(),
                    rounded(trend.before()),
                    rounded(trend.now()),
                    rounded(trend.perHour()),
                    rounded(trend.pValue()),
                    trend.minutes());
        }
    }

    /** Rounds to six decimals. */
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
