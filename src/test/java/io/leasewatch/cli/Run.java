package io.leasewatch.cli;

import io.leasewatch.cli.server.Environment;
import io.leasewatch.core.time.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What the tool did with some arguments. */
record Run(int exitCode, String out, String err) {

    private static final Map<String, String> VIEWER =
            Map.of("LEASEWATCH_USER", "viewer", "LEASEWATCH_PASSWORD", "secret");

    static Run of(String... arguments) {
        return with(VIEWER, false, arguments);
    }

    static Run onATerminal(String... arguments) {
        return with(VIEWER, true, arguments);
    }

    static Run with(Map<String, String> environment, boolean terminal, String... arguments) {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        CommandLine command = Cli.commandLine(new Environment(environment, Ticker.SYSTEM, () -> now, terminal));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Run(command.execute(arguments), out.toString(), err.toString());
    }

    /** A small run against the endpoint of {@code server}; {@code more} comes on top, or in the place of what it sets. */
    static Run stress(FakeServer server, String... more) {
        return of(stressArguments(server, more));
    }

    static String[] stressArguments(FakeServer server, String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "--base-url=" + server.base(),
                                "--endpoint=" + FakeServer.ENDPOINT,
                                "--requests=4",
                                "--waves=2",
                                "--delay=0",
                                "--settle=1"),
                        Stream.of(more))
                .forEach(option -> options.put(option.split("=", 2)[0], option));
        return Stream.concat(Stream.of("stress"), options.values().stream()).toArray(String[]::new);
    }
}
