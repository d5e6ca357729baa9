package io.leasewatch.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests as fast as a server answers them, by the program of that name. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern COUNT = Pattern.compile("([0-9]+) requests in");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");

    private Wrk() {}

    /** Whether this machine has it. */
    static boolean isThere() {
        try {
            new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .start()
                    .onExit()
                    .join();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What {@code connections} got out of the server at once within some seconds. */
    static Load load(URI uri, int connections, int seconds) throws IOException {
        String said = run(uri, connections, seconds);
        if (said.contains("Non-2xx") || said.contains("Socket errors")) {
            throw new IllegalStateException("Requests failed: " + said);
        }
        return new Load(number(RATE, said), number(COUNT, said), p99Micros(said), 0, 0);
    }

    /** Like {@link #load}, for a server whose code is not compiled yet, so that requests may time out. */
    static void warmUp(URI uri, int connections, int seconds) throws IOException {
        String said = run(uri, connections, seconds);
        if (said.contains("Non-2xx")) {
            throw new IllegalStateException("Requests failed: " + said);
        }
    }

    private static String run(URI uri, int connections, int seconds) throws IOException {
        Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds, "--latency", uri.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.onExit().join();
        return said;
    }

    private static double p99Micros(String said) {
        double number = number(P99, said);
        Matcher found = P99.matcher(said);
        return found.find()
                ? switch (found.group(2)) {
                    case "us" -> number;
                    case "ms" -> number * 1e3;
                    default -> number * 1e6;
                }
                : number;
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
     * @param p99Micros the 99th percentile of the response times
     * @param nanos the processor time of the server per request, 0 if it was not measured
     * @param bytes what the server allocated per request, 0 if it was not measured
     */
    record Load(double perSecond, double requests, double p99Micros, double nanos, double bytes) {

        Load with(double processorNanos, double allocatedBytes) {
            return new Load(perSecond, requests, p99Micros, processorNanos, allocatedBytes);
        }
    }
}
