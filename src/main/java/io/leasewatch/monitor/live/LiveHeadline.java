package io.leasewatch.monitor.live;

import io.leasewatch.monitor.alert.Headline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A headline in the live feed. Its sentences may be empty. */
public record LiveHeadline(
        String subject,
        String severity,
        String what,
        @Nullable Instant since,
        String next,
        String remedy) {

    public static LiveHeadline of(Headline headline) {
        return new LiveHeadline(
                headline.subject(),
                headline.severity().word(),
                headline.what(),
                headline.since(),
                headline.next(),
                headline.remedy());
    }
}
