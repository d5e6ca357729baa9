package io.leasewatch.monitor.live;

import io.leasewatch.monitor.judgement.Judgement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The judgement of a pool with a problem in the live feed. Its sentences may be empty. */
public record LiveHeadline(
        String subject,
        String severity,
        String what,
        @Nullable Instant since,
        String next,
        String remedy) {

    public static LiveHeadline of(Judgement judgement) {
        return new LiveHeadline(
                judgement.subject(),
                judgement.state().word(),
                judgement.sentence(),
                judgement.since(),
                judgement.outlook().words(),
                String.join(" ", judgement.next()));
    }
}
