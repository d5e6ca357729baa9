package io.leasewatch.cli;

import static java.util.Objects.requireNonNull;

import io.leasewatch.cli.server.Environment;
import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.cli.server.NoAnswerException;
import io.leasewatch.cli.server.OptionRules;
import io.leasewatch.cli.server.ServerOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code top} command: polls a server and shows its pools until it is interrupted. */
@Command(
        name = "top",
        description = "Shows pools, the code that holds their connections, and leaks; refreshes at an interval.",
        footer = "Exit code: 0 success, 2 invalid option, or no answer with --once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TopCommand implements Callable<Integer> {

    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Environment outside;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "time between two refreshes, 1 to 3600 (default: ${DEFAULT-VALUE})")
    private String interval = "";

    @Option(names = "--once", description = "show the state once and exit; for scripts")
    private boolean once;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "exit after N refreshes, 0 to 1000000; 0 means never (default: ${DEFAULT-VALUE})")
    private String count = "";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10",
            description = "the maximum number of leases, and of leaks, to show, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private String rows = "";

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            description = "observe only this pool (default: all pools of the server)")
    private @Nullable String pool;

    TopCommand(Environment outside) {
        this.outside = outside;
    }

    @Override
    public Integer call() throws InterruptedException {
        Duration pause = OptionRules.seconds("--interval", interval, 1, 3600);
        int most = OptionRules.number("--count", count, 0, 1_000_000);
        int limit = OptionRules.number("--rows", rows, 1, 1000);
        LeasewatchClient server = serverOptions.server(outside);
        TopScreen screen = new TopScreen(server.base(), limit);
        CommandLine command = requireNonNull(spec).commandLine();
        serverOptions.warn(command.getErr());
        PrintWriter out = command.getOut();
        if (once) {
            screen.lines(TopSnapshot.at(server, pool)).forEach(out::println);
            return Cli.SUCCESS;
        }
        Frames frames = new Frames(server, screen, out);
        frames.next();
        for (long shown = 1; most == 0 || shown < most; shown++) {
            Thread.sleep(pause.toMillis());
            frames.next();
        }
        return Cli.SUCCESS;
    }

    /** Shows one snapshot after another. A server that stops answering is polled again at the next refresh. */
    private final class Frames {

        private final LeasewatchClient server;
        private final TopScreen screen;
        private final PrintWriter out;
        private @Nullable Instant gone;

        Frames(LeasewatchClient server, TopScreen screen, PrintWriter out) {
            this.server = server;
            this.screen = screen;
            this.out = out;
        }

        void next() {
            Instant now = outside.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            List<String> lines;
            try {
                lines = screen.lines(TopSnapshot.at(server, pool));
                gone = null;
            } catch (NoAnswerException e) {
                if (e.isLasting()) {
                    throw e;
                }
                gone = gone == null ? now : gone;
                lines = List.of(
                        String.valueOf(e.getMessage()),
                        "No answer since " + gone + "; retrying every " + interval.strip() + " s.");
            }
            show(now, lines);
        }

        private void show(Instant now, List<String> lines) {
            out.println(outside.terminal() ? CLEAR + now : now.toString());
            for (String line : lines) {
                out.println(
                        outside.terminal() && line.length() > outside.columns()
                                ? line.substring(0, outside.columns())
                                : line);
            }
            out.println();
            out.flush();
        }
    }
}
