package io.leasewatch.leak;

import io.leasewatch.lease.Enlisted;
import io.leasewatch.lease.Held;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handle that answers what it is told to, and remembers why it was reclaimed. */
final class FakeHeld implements Held {

    final List<String> reclaimed = new ArrayList<>();
    boolean takenBack;
    Enlisted enlisted = Enlisted.NO;

    @Nullable
    SQLException failure;

    @Override
    public boolean isTakenBack() {
        return takenBack;
    }

    @Override
    public Enlisted enlisted() {
        return enlisted;
    }

    @Override
    public boolean markRollbackOnly() {
        boolean goesOn = enlisted == Enlisted.YES;
        enlisted = goesOn ? Enlisted.ROLLBACK_ONLY : Enlisted.NO;
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
