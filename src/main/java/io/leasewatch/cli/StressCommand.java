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

/** The {@code stress} command and its options. */
@Command(
        name = "stress",
        description = "Sends waves of requests to an endpoint and checks whether their connections are returned.",
        footer = "Exit code: 0 no leak, 1 leak or too many failures, 2 invalid option or no answer from the monitor.",
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
            defaultValue = "/leasewatch/readyz",
            description = "the path to request, such as /bookshop/api/books (default: ${DEFAULT-VALUE})")
    private String endpoint = "";

    @Option(
            names = "--endpoint-auth",
            description = "send the credentials to the endpoint too (default: to the monitor only)")
    private boolean endpointAuth;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "50",
            description = "concurrent requests per wave, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private String requests = "";

    @Option(
            names = "--waves",
            paramLabel = "N",
            defaultValue = "10",
            description = "number of waves, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private String waves = "";

    @Option(
            names = "--delay",
            paramLabel = "MILLIS",
            defaultValue = "1000",
            description = "pause between two waves, 0 to 600000 (default: ${DEFAULT-VALUE})")
    private String delay = "";

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "longest wait for connections to be returned after a wave, 1 to 300 (default: ${DEFAULT-VALUE})")
    private String settle = "";

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            description = "observe only this pool (default: all pools of the server)")
    private @Nullable String pool;

    @Option(
            names = "--max-failures",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "share of requests that may fail, 0 to 100 (default: ${DEFAULT-VALUE})")
    private String maxFailures = "";

    @Option(names = "--json", description = "write one JSON document instead of text")
    private boolean json;

    @Option(names = "--no-progress", description = "show no progress bar, even on a terminal")
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
        StressReport report = new StressRun(server, plan, outside.ticker(), json ? StressListener.NONE : text).run();
        if (json) {
            out.println(CliJson.write(report));
        } else {
            text.verdict(report);
        }
        return report.exitCode();
    }
}
