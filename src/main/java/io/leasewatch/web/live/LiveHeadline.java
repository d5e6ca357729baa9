package io.leasewatch.web.live;

import io.leasewatch.monitor.alert.Headline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is said first of a pool or database that is not well, in sentences that may be empty. */
public record LiveHeadline(
        String subject,
        String severity,
        String what,
        @Nullable Instant since,
        String next,
        String remedy) {

    static LiveHeadline of(Headline headline) {
        return new LiveHeadline(
                headline.subject(),
                headline.severity().word(),
                headline.what(),
                headline.since(),
                headline.next(),
                headline.remedy());
    }
}
