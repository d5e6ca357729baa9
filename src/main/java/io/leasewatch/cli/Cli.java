package io.leasewatch.cli;

import io.leasewatch.cli.server.Environment;
import io.leasewatch.cli.server.NoAnswerException;
import io.leasewatch.cli.server.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar leasewatch-cli.jar stress|top}. */
@Command(
        name = "leasewatch",
        description = "Puts a server under load and checks for leaked connections, or shows its pools.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Cli {

    /** No leak was found, and few enough requests failed. */
    static final int SUCCESS = 0;

    /** Connections leak, or too many requests failed. */
    static final int FAILED = 1;

    /** An option is invalid, or the server gave no usable answer. */
    static final int NO_RESULT = 2;

    /** The tool itself failed. */
    private static final int INTERNAL_ERROR = 3;

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
                        return NO_RESULT;
                    }
                    failure.printStackTrace(command.getErr());
                    return INTERNAL_ERROR;
                });
    }
}
