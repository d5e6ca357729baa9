package io.leasewatch.core.site;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stack at the moment when a lease was opened.
 *
 * <p>Thread-safe. Creating one costs as much as a {@link Throwable}, which is the cheapest way to capture a whole stack. The
 * frames are decoded by the first call of {@link #frames()}; after that, this object holds only texts and references no class of
 * an application.
 */
public final class Stack {

    /** The maximum number of frames. Frames further down belong to the server and are the same for all. */
    static final int MOST_FRAMES = 200;

    private static final String REGISTRY = "io.leasewatch.core.lease.LeaseRegistry";

    private @Nullable Throwable taken = new Throwable();
    private List<StackTraceElement> frames = List.of();

    /** The frames of the callers of the registry, the innermost first. */
    public synchronized List<StackTraceElement> frames() {
        if (taken != null) {
            frames = Arrays.stream(taken.getStackTrace())
                    .dropWhile(frame -> isOurs(frame.getClassName()))
                    .limit(MOST_FRAMES)
                    .toList();
            taken = null;
        }
        return frames;
    }

    private static boolean isOurs(String className) {
        return className.equals(REGISTRY)
                || className.equals(Capture.class.getName())
                || className.equals(Stack.class.getName());
    }
}
