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

                Five servers with the same features, data source (H2 in memory, shareable connections) and application run at once. `wrk`
                sends each request over four connections for two seconds to one after the other, %d rounds in alternating order. With
                *library and monitor* the application shares the library, so that its requests are tracked, and the capture mode is `site`.
                A connection is taken, reads one row and is closed; then the next one. The application has CDI beans. (The library has some,
                so for an application without any bean the server starts CDI when the library is shared, and its events at the begin and the end
                of each request cost more than what Leasewatch does in them.) *Agent alone* is the agent without a monitor, which watches nothing;
                what it differs from the server without Leasewatch is the noise of the measurement.
                OpenTelemetry's agent (2.20.1) makes its spans and exports nothing. HikariCP is a pool of the application on the server without
                Leasewatch.

                *Processor* is the time of the whole server per request, the lowest of the rounds, with its compilers, the
                garbage collector, and what the monitor does beside the requests. *Allocated* is what the threads of the server allocated, the lowest too.
                *More* is the difference to the server without Leasewatch, for HikariCP with leak detection that to HikariCP without it; *throughput* and
                *p99* are divided by those in the same round, and the median of the rounds is shown.

                | request | server | processor, µs | more | allocated, bytes | more | throughput | p99 |
                |---|---|---:|---:|---:|---:|---:|---:|""", servers.rounds());
        for (Request request : Request.values()) {
            for (Variant variant : request.variants()) {
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
        targets(Variant.AGENT_AND_MONITOR, 3, 0.6, 0.97);
        targets(Variant.WRAPPER_AND_MONITOR, 5, 1.5, 0.94);
    }

    private void targets(Variant variant, double first, double further, double throughput) {
        most(variant, "a request without a connection, more", micros(2), micros(more(variant, Request.NONE)));
        most(variant, "a request without a connection, more", bytes(200), bytes(moreBytes(variant, Request.NONE)));
        most(variant, "a request with one connection, more", micros(first), micros(more(variant, Request.ONE)));
        most(variant, "each further connection, more", micros(further), micros(moreForEach(variant)));
        most(
                variant,
                "each further connection, more than with HikariCP's leak detection",
                micros(moreForEach(Variant.HIKARI_DETECTING)),
                micros(moreForEach(variant)));
        for (Request request : Request.values()) {
            most(
                    variant,
                    request.title + ", more than with OpenTelemetry's agent",
                    micros(more(Variant.OPEN_TELEMETRY, request)),
                    micros(more(variant, request)));
        }
        double measured = ratio(variant, Request.ONE, Wrk.Load::perSecond);
        say(
                "| %s: throughput with one connection, at least %.2f | %.2f | %s |",
                variant.title, throughput, measured, PerformancePage.reached(measured >= throughput));
        most(
                variant,
                "p99 with one connection",
                new Figure(1.05, "%.2f"),
                new Figure(ratio(variant, Request.ONE, Wrk.Load::p99Micros), "%.2f"));
    }

    private void most(Variant variant, String what, Figure most, Figure measured) {
        say(
                "| %s: %s, at most %s | %s | %s |",
                variant.title, what, most, measured, PerformancePage.reached(measured.number <= most.number));
    }

    private static Figure micros(double number) {
        return new Figure(number, "%.2f µs");
    }

    private static Figure bytes(double number) {
        return new Figure(number, "%.0f bytes");
    }

    private record Figure(double number, String format) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, format, number);
        }
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
