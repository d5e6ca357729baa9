package io.leasewatch.bench;

import io.leasewatch.bench.InstalledBenchmark.Request;
import io.leasewatch.bench.InstalledBenchmark.Variant;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The part of the report that is about servers on which Leasewatch is installed as the README says. */
public final class InstalledReport {

    private final StringBuilder text = new StringBuilder();
    private final InstalledBenchmark servers = new InstalledBenchmark();

    private InstalledReport() {}

    /** Writes this section of the page it is given. */
    public static void main(String[] arguments) throws IOException {
        new PerformancePage(arguments[0]).write(PerformancePage.Part.INSTALLED, new InstalledReport().section());
    }

    private String section() throws IOException {
        servers.measure();
        say(PerformancePage.Part.INSTALLED.heading() + """

                Four servers with the same features, data source (H2 in memory, shareable connections) and application run at once. `wrk`
                sends each request over four connections for two seconds to one after the other, %d rounds in alternating order. With
                *library and monitor* the application shares the library, so that its requests are tracked, and the capture mode is `site`.
                A connection is taken, reads one row and is closed; then the next one. The application has a CDI bean. (The library has some,
                so for an application without any bean the server starts CDI when the library is shared, and its events at the begin and the end
                of each request cost more than what Leasewatch does in them.) The last two rows are the server without Leasewatch, whose application
                has a pool of its own.

                *Processor* is the time of the whole server per request, the lowest of the rounds, with its compilers, the
                garbage collector, and what the monitor does beside the requests. *Allocated* is what the threads of the server allocated, the lowest too.
                *Throughput* and *p99* are divided by those without Leasewatch in the same round; the median of the rounds is shown. HikariCP with
                leak detection is compared with HikariCP without it.

                | request | server | processor, µs | more | allocated, bytes | more | throughput | p99 |
                |---|---|---:|---:|---:|---:|---:|---:|""", servers.rounds());
        for (Request request : Request.values()) {
            for (Variant variant : Variant.values()) {
                row(request, variant);
            }
        }
        targets();
        return text.toString();
    }

    private void row(Request request, Variant variant) {
        say(
                "| %s | %s | %.1f | %.1f | %.0f | %.0f | %.2f | %.2f |",
                request.title,
                variant.title,
                micros(variant, request),
                more(variant, request),
                lowest(variant, request, Wrk.Load::bytes),
                moreBytes(variant, request),
                ratio(variant, request, Wrk.Load::perSecond),
                ratio(variant, request, Wrk.Load::p99Micros));
    }

    private void targets() {
        say("""

                | target | measured | reached |
                |---|---:|---|""");
        for (Variant variant : List.of(Variant.AGENT_AND_MONITOR, Variant.WRAPPER_AND_MONITOR)) {
            boolean agent = variant == Variant.AGENT_AND_MONITOR;
            most(variant, "a request without a connection: 2 µs more", "%.1f µs", more(variant, Request.NONE), 2);
            most(
                    variant,
                    "a request without a connection: 200 bytes more",
                    "%.0f",
                    moreBytes(variant, Request.NONE),
                    200);
            most(
                    variant,
                    "a request with one connection: " + (agent ? 3 : 5) + " µs more",
                    "%.1f µs",
                    more(variant, Request.ONE),
                    agent ? 3 : 5);
            most(
                    variant,
                    "each further connection: " + (agent ? 0.6 : 1.5) + " µs more",
                    "%.2f µs",
                    moreForEach(variant),
                    agent ? 0.6 : 1.5);
            most(
                    variant,
                    String.format(
                            Locale.ROOT,
                            "each further connection: less than the %.2f µs of HikariCP's leak detection",
                            moreForEach(Variant.HIKARI_DETECTING)),
                    "%.2f µs",
                    moreForEach(variant),
                    moreForEach(Variant.HIKARI_DETECTING));
            double throughput = ratio(variant, Request.ONE, Wrk.Load::perSecond);
            double least = agent ? 0.97 : 0.94;
            say(
                    "| %s: throughput with one connection at least %.2f | %.2f | %s |",
                    variant.title, least, throughput, throughput >= least ? "yes" : "no");
            most(
                    variant,
                    "p99 with one connection at most 1.05",
                    "%.2f",
                    ratio(variant, Request.ONE, Wrk.Load::p99Micros),
                    1.05);
        }
    }

    private void most(Variant variant, String what, String format, double measured, double most) {
        say("| %s: %s | " + format + " | %s |", variant.title, what, measured, measured <= most ? "yes" : "no");
    }

    private double more(Variant variant, Request request) {
        return micros(variant, request) - micros(variant.base(), request);
    }

    /** What a further connection in a request costs more, in microseconds. */
    private double moreForEach(Variant variant) {
        return (more(variant, Request.TWENTY) - more(variant, Request.ONE)) / 19;
    }

    private double moreBytes(Variant variant, Request request) {
        return lowest(variant, request, Wrk.Load::bytes) - lowest(variant.base(), request, Wrk.Load::bytes);
    }

    private double micros(Variant variant, Request request) {
        return lowest(variant, request, Wrk.Load::nanos) / 1000;
    }

    private double lowest(Variant variant, Request request, ToDoubleFunction<Wrk.Load> figure) {
        return servers.loads(variant, request).stream()
                .mapToDouble(figure)
                .min()
                .orElseThrow();
    }

    /** The median over the rounds of a figure divided by that without a detection of leaks. */
    private double ratio(Variant variant, Request request, ToDoubleFunction<Wrk.Load> figure) {
        List<Wrk.Load> own = servers.loads(variant, request);
        List<Wrk.Load> plain = servers.loads(variant.base(), request);
        double[] ratios = IntStream.range(0, own.size())
                .mapToDouble(round -> figure.applyAsDouble(own.get(round)) / figure.applyAsDouble(plain.get(round)))
                .sorted()
                .toArray();
        return ratios[ratios.length / 2];
    }

    private void say(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
