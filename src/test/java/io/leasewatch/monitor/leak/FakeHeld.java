package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.ReclaimableHandle;
import io.leasewatch.core.work.Enlistment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handle that answers what it is told to, and remembers why it was reclaimed. */
public final class FakeHeld implements ReclaimableHandle {

    public final List<String> reclaimed = new ArrayList<>();
    boolean takenBack;
    public Enlistment enlisted = Enlistment.NO;

    public @Nullable SQLException failure;

    @Override
    public boolean isTakenBack() {
        return takenBack;
    }

    @Override
    public Enlistment enlisted() {
        return enlisted;
    }

    @Override
    public boolean markRollbackOnly() {
        boolean goesOn = enlisted == Enlistment.YES;
        enlisted = goesOn ? Enlistment.ROLLBACK_ONLY : Enlistment.NO;
        return goesOn;
    }

    @Override
    public void reclaim(String why) throws SQLException {
        reclaimed.add(why);
        if (failure != null) {
            throw failure;
        }
    }
}
