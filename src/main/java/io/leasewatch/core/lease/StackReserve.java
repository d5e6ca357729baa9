package io.leasewatch.core.lease;

/**
 * Makes sure that bookkeeping does not run out of stack halfway: a thread that has too little left fails before anything was recorded.
 *
 * <p>An application may recurse without end and catch the {@link StackOverflowError}, so any call may be the last that fits.
 */
final class StackReserve {

    /** More frames than opening or closing a lease needs, without its listeners. */
    private static final int FRAMES = 24;

    private StackReserve() {}

    /** @throws StackOverflowError if the current thread has too little stack left to open or close a lease */
    static void require() {
        int unused = descend(FRAMES);
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
}
