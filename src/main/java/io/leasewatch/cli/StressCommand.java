package io.leasewatch.cli;

import static java.util.Objects.requireNonNull;

import io.leasewatch.cli.server.CliJson;
import io.leasewatch.cli.server.Environment;
import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.cli.server.OptionRules;
import io.leasewatch.cli.server.ServerOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of {@code stress}. */
@Command(
        name = "stress",
        description = "Sends waves of requests to an endpoint, and says whether the connections come back.",
        footer = "Exit code: 0 fine, 1 leak or too many failures, 2 wrong use or no answer of the monitor.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class StressCommand implements Callable<Integer> {

    private final Environment outside;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Option(
            names = "--endpoint",
            paramLabel = "PATH",
            required = true,
            description = "the path to ask for, such as /bookshop/api/books")
    private String endpoint = "";

    @Option(
            names = "--endpoint-auth",
            description = "say to the endpoint, too, who asks; else only the monitor is told")
    private boolean endpointAuth;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "50",
            description = "requests of a wave, all at once, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private String requests = "";

    @Option(
            names = "--waves",
            paramLabel = "N",
            defaultValue = "10",
            description = "waves, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private String waves = "";

    @Option(
            names = "--delay",
            paramLabel = "MILLIS",
            defaultValue = "1000",
            description = "between one wave and the next, 0 to 600000 (default: ${DEFAULT-VALUE})")
    private String delay = "";

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "how long connections may take to come back after a wave, 1 to 300 (default: ${DEFAULT-VALUE})")
    private String settle = "";

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            description = "look at this pool only (default: at all of the server)")
    private @Nullable String pool;

    @Option(
            names = "--max-failures",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "how many requests may fail, 0 to 100 (default: ${DEFAULT-VALUE})")
    private String maxFailures = "";

    @Option(names = "--json", description = "write one JSON document instead of text")
    private boolean json;

    @Option(names = "--no-progress", description = "show no progress bar, on a terminal neither")
    private boolean noProgress;

    StressCommand(Environment outside) {
        this.outside = outside;
    }

    @Override
    public Integer call() throws InterruptedException {
        StressPlan plan = new StressPlan(
                OptionRules.path("--endpoint", endpoint),
                endpointAuth,
                OptionRules.number("--requests", requests, 1, 1000),
                OptionRules.number("--waves", waves, 1, 1000),
                Duration.ofMillis(OptionRules.number("--delay", delay, 0, 600_000)),
                OptionRules.seconds("--settle", settle, 1, 300),
                pool,
                OptionRules.percent("--max-failures", maxFailures));
        LeasewatchClient server = serverOptions.server(outside);
        CommandLine command = requireNonNull(spec).commandLine();
        PrintWriter out = command.getOut();
        serverOptions.warn(command.getErr());
        StressText text = new StressText(out, server.base(), plan, outside.terminal() && !noProgress);
        StressReport report = new StressRun(server, plan, outside.ticker(), json ? StressListener.NOBODY : text).run();
        if (json) {
            out.println(CliJson.write(report));
        } else {
            text.verdict(report);
        }
        return report.exitCode();
    }
}
