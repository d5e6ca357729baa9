package io.leasewatch.cli;

import io.leasewatch.cli.server.Environment;
import io.leasewatch.cli.server.NoAnswerException;
import io.leasewatch.cli.server.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar leasewatch-cli.jar stress|top}. */
@Command(
        name = "leasewatch",
        description = "Puts a server under load and says whether its connections come back, or looks at one.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Cli {

    /** All is well. */
    static final int FINE = 0;

    /** Connections leak, or too many requests failed. */
    static final int BAD = 1;

    /** An option makes no sense, or the server does not say what is asked. */
    static final int CANNOT = 2;

    /** The tool has a fault. */
    private static final int BROKEN = 3;

    private Cli() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Environment.ofThisProcess()).execute(arguments));
    }

    static CommandLine commandLine(Environment outside) {
        return new CommandLine(new Cli())
                .addSubcommand(new StressCommand(outside))
                .addSubcommand(new TopCommand(outside))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof UsageException || failure instanceof NoAnswerException) {
                        command.getErr().println("leasewatch: " + failure.getMessage());
                        return CANNOT;
                    }
                    failure.printStackTrace(command.getErr());
                    return BROKEN;
                });
    }
}
