package io.leasewatch.monitor.view;

import io.leasewatch.monitor.advice.Demand;
import io.leasewatch.monitor.advice.Forecast;
import io.leasewatch.monitor.advice.PoolAdvice;
import io.leasewatch.monitor.advice.SizeAdvice;
import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.judgement.Judgement;
import io.leasewatch.monitor.judgement.Judgement.Outlook;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Advice on a pool. {@code size} and {@code verdict} include their reasons as sentences. */
public record AdviceView(String pool, SizeView size, ForecastView forecast, VerdictView verdict) {

    /** {@code judgement} is that of the pool, {@code null} if it has none yet. */
    public static AdviceView of(PoolAdvice advice, @Nullable Judgement judgement) {
        return new AdviceView(
                advice.pool(),
                SizeView.of(advice.size()),
                ForecastView.of(advice.forecast(), judgement),
                VerdictView.of(advice.verdict()));
    }

    /**
     * The recommended maximum size. {@code direction} is {@code raise}, {@code lower}, {@code keep} or {@code unknown}. {@code
     * models} has a size for each of {@code littles_law}, {@code erlang_c}, {@code finite_source} and {@code observed_peak} that
     * could be computed. Below {@code floor}, threads that take several connections can deadlock. {@code ceiling} is the number
     * of connections that the database allows for this pool, {@code null} if unknown. {@code conflict} is whether the floor is
     * above the ceiling, so that no size is right. {@code measured} is the demand in the busiest minutes.
     */
    public record SizeView(
            String direction,
            @Nullable Integer max,
            @Nullable Integer recommended,
            Map<String, Integer> models,
            int floor,
            @Nullable Integer ceiling,
            boolean conflict,
            DemandView measured,
            List<String> reasons) {

        public static SizeView of(SizeAdvice size) {
            Map<String, Integer> models = new TreeMap<>();
            size.models().forEach((model, connections) -> models.put(word(model), connections));
            return new SizeView(
                    word(size.direction()),
                    size.max(),
                    size.recommended(),
                    models,
                    size.floor(),
                    size.ceiling(),
                    size.conflict(),
                    DemandView.of(size.demand()),
                    size.sentences());
        }
    }

    /**
     * The measured demand. {@code holdSeconds} is the average time that an acquisition kept a connection from the pool, {@code
     * busy} the average number of busy connections, {@code most} the maximum of connections in use plus threads waiting, and
     * {@code waitedPercent} the share of the time in which threads waited.
     */
    public record DemandView(
            double seconds, double arrivalsPerSecond, double holdSeconds, double busy, int most, double waitedPercent) {

        public static DemandView of(Demand demand) {
            return new DemandView(
                    rounded(demand.seconds()),
                    rounded(demand.load().perSecond()),
                    rounded(demand.load().holdSeconds()),
                    rounded(demand.load().busy()),
                    demand.most(),
                    rounded(demand.waited() * 100));
        }
    }

    /**
     * The forecast. {@code exhaustedInSeconds} is the time until leases that are not returned exhaust the pool, {@code null} if
     * no exhaustion is forecast. {@code earliestSeconds} and {@code latestSeconds} are its 95 % confidence interval; {@code
     * latestSeconds} is {@code null} if the interval is unbounded. {@code rising} is whether the number of such leases grows
     * significantly.
     */
    public record ForecastView(
            @Nullable Double exhaustedInSeconds,
            @Nullable Double earliestSeconds,
            @Nullable Double latestSeconds,
            boolean rising,
            double perHour,
            double pValue,
            int suspects,
            int busyP95,
            int points,
            double stepSeconds,
            String summary) {

        static ForecastView of(Forecast forecast, @Nullable Judgement judgement) {
            Outlook outlook = judgement == null ? Outlook.NOTHING : judgement.outlook();
            return new ForecastView(
                    seconds(outlook.in()),
                    seconds(outlook.earliest()),
                    seconds(outlook.latest()),
                    forecast.rising(),
                    rounded(forecast.perHour()),
                    rounded(forecast.pValue()),
                    forecast.suspects(),
                    forecast.busyP95(),
                    forecast.points(),
                    forecast.step().toMillis() / 1e3,
                    summary(forecast, outlook));
        }

        private static String summary(Forecast forecast, Outlook outlook) {
            if (outlook.in() != null) {
                return "exhaustion is forecast";
            }
            if (forecast.points() < Forecast.LEAST_POINTS) {
                return "too few points: " + forecast.points() + " of " + Forecast.LEAST_POINTS;
            }
            return "no exhaustion is forecast";
        }
    }

    /**
     * Why threads wait for connections. {@code cause} is {@code nothing}, {@code leak}, {@code too_small}, {@code slow_database},
     * {@code downstream} or {@code unknown}.
     */
    public record VerdictView(String cause, String sentence, List<String> evidence) {

        public static VerdictView of(Verdict verdict) {
            return new VerdictView(word(verdict.cause()), verdict.sentence(), verdict.evidence());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : (Double) (time.toMillis() / 1e3);
    }

    /** Rounds to six decimals. */
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
