package io.leasewatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What share of one processor core some processes take. What others do meanwhile is not in it. */
final class ProcessorTime {

    /** Linux counts in hundredths of a second. */
    private static final long TICK_NANOS = 10_000_000;

    private final LongSupplier nanos;

    private ProcessorTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Of a JVM but for its compilers, which come back to code that they know for as long as a measurement takes. */
    static ProcessorTime ofJvm(long pid) {
        return new ProcessorTime(() -> nanos(ProcessHandle.of(pid).stream()) - compilers(pid));
    }

    /** Of all processes of the browser that this JVM has started, however many it splits into. */
    static ProcessorTime ofTheBrowser() {
        return new ProcessorTime(() -> nanos(ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().command().orElse("").contains("chrom"))));
    }

    /** The share, in percent, that they take from now on for so long. */
    double percent(Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        long before = nanos.getAsLong();
        Thread.sleep(time.toMillis());
        return 100.0 * (nanos.getAsLong() - before) / (System.nanoTime() - begin);
    }

    private static long nanos(Stream<ProcessHandle> processes) {
        return processes
                .mapToLong(one ->
                        one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    private static long compilers(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            long ticks = 0;
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
                    List<String> fields =
                            List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
                    ticks += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
                }
            }
            return ticks * TICK_NANOS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
