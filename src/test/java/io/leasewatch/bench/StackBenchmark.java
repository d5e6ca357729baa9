package io.leasewatch.bench;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The yardsticks: what the JVM itself asks for one look at the stack. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StackBenchmark {

    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    /** The ways to look. */
    public enum Look {
        WALK_ONE_FRAME {
            @Override
            Object look() {
                return WALKER.walk(Stream::findFirst);
            }
        },
        WALK_ONE_LINE {
            @Override
            Object look() {
                return WALKER.walk(Stream::findFirst)
                        .map(StackFrame::toStackTraceElement)
                        .orElseThrow();
            }
        },
        NEW_THROWABLE {
            @Override
            Object look() {
                return new Throwable();
            }
        };

        abstract Object look();
    }

    @Param
    public Look look;

    @Param({"10", "100"})
    public int frames;

    private Callable<Object> atTheBottom;

    @Setup
    public void goDown() {
        atTheBottom = Frames.below(frames, look::look);
    }

    @Benchmark
    public Object lookAtTheStack() throws Exception {
        return atTheBottom.call();
    }
}
