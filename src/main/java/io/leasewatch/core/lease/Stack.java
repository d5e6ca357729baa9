package io.leasewatch.core.lease;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stack of the moment at which a lease was taken.
 *
 * <p>Thread-safe. Making one costs what a {@link Throwable} costs, because that is the cheapest way the JVM has to remember a
 * whole stack. Frames are made of it when somebody asks; from then on it holds texts and no class of an application.
 */
final class Stack {

    /** The frames further down are the server's, and the same for everybody. */
    static final int MOST_FRAMES = 200;

    private static final String REGISTRY = LeaseRegistry.class.getName();

    private @Nullable Throwable taken = new Throwable();
    private List<StackTraceElement> frames = List.of();

    /** The frames below the registry's own, the innermost first. */
    synchronized List<StackTraceElement> frames() {
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
        return className.equals(REGISTRY) || className.equals(Stack.class.getName());
    }
}
