package io.leasewatch.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.CompilerControl;

/**
 * A stack of as many different methods as asked for: {@link Frame} is loaded anew for each. One method that calls itself would
 * flatter whoever walks the stack, because the JVM remembers of each method where in it the last walk came by.
 */
final class Frames {

    private Frames() {}

    /** Calls {@code work} from {@code count} frames further down. */
    static <T> Callable<T> below(int count, Callable<T> work) {
        Callable<T> top = work;
        for (int i = 0; i < count; i++) {
            top = frameAbove(top);
        }
        return top;
    }

    @SuppressWarnings("unchecked")
    private static <T> Callable<T> frameAbove(Callable<T> next) {
        try {
            return (Callable<T>)
                    new Loader().loadFrame().getConstructor(Callable.class).newInstance(next);
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One frame. Never inlined, so that it is one. */
    public static final class Frame<T> implements Callable<T> {

        private final Callable<T> next;

        public Frame(Callable<T> next) {
            this.next = next;
        }

        @Override
        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        public T call() throws Exception {
            return next.call();
        }
    }

    private static final class Loader extends ClassLoader {

        Loader() {
            super(Frames.class.getClassLoader());
        }

        Class<?> loadFrame() throws IOException {
            String name = Frame.class.getName();
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
    }
}
