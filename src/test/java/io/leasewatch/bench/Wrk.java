package io.leasewatch.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests as fast as a server answers them, by the program of that name. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern COUNT = Pattern.compile("([0-9]+) requests in");
    private static final Pattern MEDIAN = Pattern.compile("50%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");

    private Wrk() {}

    /** What {@code connections} got out of the server at once within some seconds. */
    static Load load(URI uri, int connections, int seconds) throws IOException {
        String said = run(uri, connections, seconds);
        if (said.contains("Socket errors")) {
            throw new IllegalStateException("Requests failed: " + said);
        }
        return answered(said);
    }

    /** Like {@link #load}, for a server whose code is not compiled yet, so that requests may time out. */
    static void warmUp(URI uri, int connections, int seconds) throws IOException {
        answered(run(uri, connections, seconds));
    }

    /** Like {@link #load}, with a script that makes the requests. On a machine that does other work too, some of them may time out. */
    static Load load(URI uri, int connections, int seconds, Path script) throws IOException {
        return answered(run(uri, connections, seconds, "-s", script.toString()));
    }

    private static Load answered(String said) {
        if (said.contains("Non-2xx")) {
            throw new IllegalStateException("Requests failed: " + said);
        }
        return new Load(number(RATE, said), number(COUNT, said), micros(MEDIAN, said), micros(P99, said), 0, 0);
    }

    private static String run(URI uri, int connections, int seconds, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds, "--latency"));
        command.addAll(List.of(options));
        command.add(uri.toString());
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.onExit().join();
        return said;
    }

    private static double micros(Pattern percentile, String said) {
        Matcher found = percentile.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("wrk did not say " + percentile + " but: " + said);
        }
        double number = Double.parseDouble(found.group(1));
        return switch (found.group(2)) {
            case "us" -> number;
            case "ms" -> number * 1e3;
            default -> number * 1e6;
        };
    }

    private static double number(Pattern pattern, String said) {
        Matcher found = pattern.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("wrk did not say " + pattern + " but: " + said);
        }
        return Double.parseDouble(found.group(1));
    }

    /**
     * The answers to one load.
     *
     * @param perSecond requests per second
     * @param requests the number of requests
     * @param medianMicros the median of the response times, in microseconds
     * @param p99Micros their 99th percentile
     * @param nanos the processor time of the server per request, 0 if it was not measured
     * @param bytes what the server allocated per request, 0 if it was not measured
     */
    record Load(double perSecond, double requests, double medianMicros, double p99Micros, double nanos, double bytes) {

        Load with(double processorNanos, double allocatedBytes) {
            return new Load(perSecond, requests, medianMicros, p99Micros, processorNanos, allocatedBytes);
        }
    }
}
