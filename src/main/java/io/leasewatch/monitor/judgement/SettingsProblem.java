package io.leasewatch.monitor.judgement;

import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.monitor.pool.PoolSettingsProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problem of a pool with settings in the server that defeat it. */
final class SettingsProblem {

    private SettingsProblem() {}

    static @Nullable Problem of(List<PoolSettingsProblem> found) {
        if (found.isEmpty()) {
            return null;
        }
        return new Problem(
                Cause.SETTINGS,
                State.WARNING,
                found.get(0).sentence(),
                null,
                found.stream().skip(1).map(PoolSettingsProblem::sentence).toList(),
                found.get(0).remedy());
    }
}
