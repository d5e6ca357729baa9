package io.leasewatch.monitor.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** A thread that does its work when it is told to, or at once while it is not stuck. */
final class ManualExecutor implements Executor {

    private final Deque<Runnable> work = new ArrayDeque<>();
    private boolean stuck;

    /** From now on nothing is done any more. */
    void getStuck() {
        stuck = true;
    }

    /** What was begun is done now. */
    void goOn() {
        stuck = false;
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    int waiting() {
        return work.size();
    }

    @Override
    public void execute(Runnable task) {
        if (stuck) {
            work.add(task);
        } else {
            task.run();
        }
    }
}
