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
        Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds, uri.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.onExit().join();
        if (said.contains("Non-2xx") || said.contains("Socket errors")) {
            throw new IllegalStateException("Requests failed: " + said);
        }
        return new Load(number(RATE, said), number(COUNT, said));
    }

    private static double number(Pattern pattern, String said) {
        Matcher found = pattern.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("wrk did not say " + pattern + " but: " + said);
        }
        return Double.parseDouble(found.group(1));
    }

    /** How many requests were answered, and how many of them in a second. */
    record Load(double perSecond, double requests) {}
}
