package io.leasewatch.monitor.leak;

/** Throws whatever it is told. */
final class FailingLeakListener implements LeakListener {

    @Override
    public void leaked(Leak leak) {
        throw new NoClassDefFoundError("a listener that was built against something else");
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        throw new IllegalStateException("a listener that fails");
    }
}
