package io.leasewatch.monitor.view;

import io.leasewatch.monitor.judgement.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a pool, or that nothing is. {@code state} is {@code ok}, {@code warning}, {@code critical} or {@code unknown}.
 * {@code cause} is {@code nothing}, {@code leak}, {@code suspected_leak}, {@code stranded}, {@code unexplained}, {@code too_small}, {@code
 * slow_database}, {@code pooler_full}, {@code load}, {@code database_down}, {@code database_degraded}, {@code
 * application_not_started}, {@code settings}, {@code switched_off} or {@code not_heard_from}. {@code outlook} says what will happen, and {@code next} what to do. {@code forecast} is {@code null} if no exhaustion is
 * forecast. {@code leaks} are certain, {@code suspicions} are not.
 */
public record JudgementView(
        String pool,
        String state,
        String cause,
        String sentence,
        @Nullable Instant since,
        List<String> evidence,
        String outlook,
        @Nullable ExhaustionView forecast,
        List<String> next,
        int leaks,
        int suspicions,
        int stranded,
        int unexplained) {

    public static JudgementView of(Judgement judgement) {
        return new JudgementView(
                judgement.subject(),
                judgement.state().word(),
                judgement.cause().word(),
                judgement.sentence(),
                judgement.since(),
                judgement.evidence(),
                judgement.outlook().words(),
                ExhaustionView.of(judgement),
                judgement.next(),
                judgement.leaks(),
                judgement.suspicions(),
                judgement.stranded(),
                judgement.unexplained());
    }

    /**
     * When all connections will be in use, with the 95 % interval. {@code latest} is {@code null} if the interval has no upper end.
     */
    public record ExhaustionView(
            Instant at,
            @Nullable Instant earliest,
            @Nullable Instant latest) {

        static @Nullable ExhaustionView of(Judgement judgement) {
            Duration in = judgement.outlook().in();
            return in == null
                    ? null
                    : new ExhaustionView(
                            judgement.at().plus(in),
                            after(judgement.at(), judgement.outlook().earliest()),
                            after(judgement.at(), judgement.outlook().latest()));
        }

        private static @Nullable Instant after(Instant at, @Nullable Duration time) {
            return time == null ? null : at.plus(time);
        }
    }
}
