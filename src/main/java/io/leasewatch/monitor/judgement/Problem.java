package io.leasewatch.monitor.judgement;

import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem of a pool or database, in sentences.
 *
 * @param cause the problem
 * @param state how bad it is
 * @param sentence the problem and its cause
 * @param since when the problem began, {@code null} if unknown
 * @param evidence what shows it, one sentence each
 * @param remedy what to do, empty if there is no specific advice
 */
record Problem(
        Cause cause, State state, String sentence, @Nullable Instant since, List<String> evidence, String remedy) {}
