package io.leasewatch.bench;

import io.leasewatch.it.MeasuredServer;
import io.leasewatch.it.MeasuredServer.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The part of the report that is about a server that is watched for long, while its application leaks. */
public final class SoakReport {

    private static final int MINUTES = Integer.getInteger("soak.minutes", 30);

    /** The first minutes, in which code is compiled and tables fill up. Figures of later ones are compared with theirs. */
    private static final int SETTLING = Math.max(1, MINUTES / 6);

    private static final String GOOD = "once?take=1&from=shared";
    private static final int CONNECTIONS = 64;
    private static final double SHARE = 0.6;
    private static final double MEGABYTE = 1 << 20;

    /** Every hundredth request leaves its connection open. The pause is random, so that the mean of whole milliseconds is that wanted. */
    private static final String SCRIPT = """
            local sent = 0
            function request()
              sent = sent + 1
              if sent %% 100 == 0 then return wrk.format("GET", "%s") end
              return wrk.format("GET", "%s")
            end
            function delay()
              local pause = %.3f
              local whole = math.floor(pause)
              if math.random() < pause - whole then whole = whole + 1 end
              return whole
            end
            """;

    private final List<Minute> minutes = new ArrayList<>();
    private double most;
    private Profile profile = new Profile(0, Map.of(), 0, 0);

    private SoakReport() {}

    /** Writes this section of the page it is given. */
    public static void main(String[] arguments) throws IOException {
        SoakReport report = new SoakReport();
        report.measure();
        new PerformancePage(arguments[0]).write(PerformancePage.Part.SOAK, report.section());
    }

    private void measure() throws IOException {
        Path application = InstalledBenchmark.application();
        try (MeasuredServer server =
                MeasuredServer.start("soak", application, new Installed(true, false, true, "site", ""))) {
            URI good = server.at(GOOD);
            Wrk.warmUp(good, CONNECTIONS, 90);
            most = Wrk.load(good, CONNECTIONS, 10).perSecond();
            double wanted = CONNECTIONS / (SHARE * most);
            double trial = CONNECTIONS
                    / Wrk.load(good, CONNECTIONS, 10, script(server, wanted)).perSecond();
            Path script = script(server, wanted - (trial - wanted));
            for (int minute = 0; minute < MINUTES; minute++) {
                Wrk.Load load = Wrk.load(good, CONNECTIONS, 60, script);
                String[] live = server.get("live").split(" ");
                minutes.add(new Minute(load, Long.parseLong(live[0]) / MEGABYTE, Integer.parseInt(live[1])));
            }
            profile = Profile.of(server.record(() -> load(good, script)));
        }
    }

    private static void load(URI uri, Path script) {
        try {
            Wrk.load(uri, CONNECTIONS, 60, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests with {@code pause} seconds before each. */
    private static Path script(MeasuredServer server, double pause) throws IOException {
        Path script = Files.createTempFile("soak", ".lua");
        script.toFile().deleteOnExit();
        return Files.writeString(
                script,
                String.format(
                        Locale.ROOT,
                        SCRIPT,
                        server.at("forget").getRawPath(),
                        server.at(GOOD).getPath() + "?" + server.at(GOOD).getRawQuery(),
                        1000 * pause));
    }

    private String section() {
        StringBuilder text = new StringBuilder(PerformancePage.Part.SOAK.heading()
                + String.format(
                        Locale.ROOT,
                        """

                Written by the profile `soak` of the build. One server with agent, library and monitor, and the application of the section above. Its
                requests read one row; every hundredth leaves its connection open, and the server closes it after the request. `wrk` sends %.0f
                requests a second over %d connections for %d minutes, with a pause before each; without pauses the server answered %.0f. *Heap*
                is what is live after a collection at the end of a minute.

                | minute | requests/s | median, ms | p99, ms | heap, MB | threads |
                |---:|---:|---:|---:|---:|---:|
                """,
                        mean(minutes, minute -> minute.load.perSecond()),
                        CONNECTIONS,
                        MINUTES,
                        most));
        for (int i = 0; i < minutes.size(); i++) {
            Minute minute = minutes.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %.0f | %.2f | %.2f | %.1f | %d |%n",
                    i + 1,
                    minute.load.perSecond(),
                    minute.load.medianMicros() / 1000,
                    minute.load.p99Micros() / 1000,
                    minute.heap,
                    minute.threads));
        }
        return text.append(profile()).append(targets()).toString();
    }

    private String profile() {
        String parts = profile.own().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(part -> String.format(
                        Locale.ROOT, "`%s` %.1f %%", part.getKey(), 100.0 * part.getValue() / profile.samples()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                """

                After that, JFR recorded the server for a minute of the same load. Of %d samples of running threads, %.1f %% have a frame of
                Leasewatch in their stack, by the package of the outermost one: %s. Of the allocated bytes it is %.1f %%.
                """,
                profile.samples(),
                100.0 * profile.ownSamples() / profile.samples(),
                parts,
                100 * profile.ownBytes() / profile.bytes());
    }

    private String targets() {
        List<Minute> first = minutes.subList(0, SETTLING);
        List<Minute> later = minutes.subList(SETTLING - 1, minutes.size());
        List<Minute> last = minutes.subList(minutes.size() - SETTLING, minutes.size());
        double change = later.stream().mapToDouble(Minute::heap).max().orElseThrow()
                - later.stream().mapToDouble(Minute::heap).min().orElseThrow();
        int threads = later.stream().mapToInt(Minute::threads).max().orElseThrow()
                - later.stream().mapToInt(Minute::threads).min().orElseThrow();
        double median =
                mean(last, minute -> minute.load.medianMicros()) / mean(first, minute -> minute.load.medianMicros());
        double p99 = mean(last, minute -> minute.load.p99Micros()) / mean(first, minute -> minute.load.p99Micros());
        return String.format(
                Locale.ROOT,
                """

                | target | measured | reached |
                |---|---:|---|
                | heap after minute %1$d within 4 MB (± 2 MB) | %2$.1f MB | %3$s |
                | threads after minute %1$d within 4 | %4$d | %5$s |
                | median of the last %1$d minutes, of the first %1$d, at most 1.05 | %6$.2f | %7$s |
                | p99 of the last %1$d minutes, of the first %1$d, at most 1.05 | %8$.2f | %9$s |
                """,
                SETTLING,
                change,
                PerformancePage.reached(change <= 4),
                threads,
                PerformancePage.reached(threads <= 4),
                median,
                PerformancePage.reached(median <= 1.05),
                p99,
                PerformancePage.reached(p99 <= 1.05));
    }

    private static double mean(List<Minute> minutes, ToDoubleFunction<Minute> figure) {
        return minutes.stream().mapToDouble(figure).average().orElseThrow();
    }

    /**
     * What was seen in a minute.
     *
     * @param load the answers
     * @param heap megabytes that were live after it
     * @param threads the number of threads of the server after it
     */
    private record Minute(Wrk.Load load, double heap, int threads) {}
}
