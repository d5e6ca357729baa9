package io.leasewatch.bench;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What share of one processor core some processes take. Another one's load is not in it. */
final class ProcessorTime {

    private final Supplier<Stream<ProcessHandle>> processes;

    private ProcessorTime(Supplier<Stream<ProcessHandle>> processes) {
        this.processes = processes;
    }

    /** Of one process. */
    static ProcessorTime of(long pid) {
        return new ProcessorTime(() -> ProcessHandle.of(pid).stream());
    }

    /** Of all processes of the browser that this JVM has started, however many it splits into. */
    static ProcessorTime ofTheBrowser() {
        return new ProcessorTime(() -> ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().command().orElse("").contains("chrom")));
    }

    /** The share, in percent, that they take from now on for so long. */
    double percent(Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        long before = nanos();
        Thread.sleep(time.toMillis());
        return 100.0 * (nanos() - before) / (System.nanoTime() - begin);
    }

    private long nanos() {
        return processes
                .get()
                .mapToLong(one ->
                        one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }
}
