package io.leasewatch.it;

/** A recursion without end, whose last frames do something: from where nothing fits any more to where everything does. */
public final class StackEnd {

    private final int frames;
    private final Runnable action;
    private int framesLeft;

    private StackEnd(int frames, Runnable action) {
        this.frames = frames;
        this.action = action;
    }

    /** Runs {@code action} in each of the last frames of the stack of the current thread, the innermost first. */
    public static void reach(int frames, Runnable action) {
        new StackEnd(frames, action).descend(0);
    }

    /** {@code true} from the frame on where the stack ended, and up. */
    private boolean descend(int depth) {
        boolean isAtEnd;
        try {
            isAtEnd = depth < Integer.MAX_VALUE && descend(depth + 1);
        } catch (StackOverflowError e) {
            isAtEnd = true;
            framesLeft = frames;
        }
        if (isAtEnd && framesLeft-- > 0) {
            action.run();
        }
        return isAtEnd;
    }
}
