package io.leasewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.cli.server.Environment;
import io.leasewatch.core.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/tools.md} has the options that there are, with their defaults. */
class ToolsDocTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(--[^`]+)` \\| ([^|]+) \\|");

    @Test
    void everyOptionHasItsRowAndEveryRowItsOption() throws IOException {
        List<String> written = ROW.matcher(Files.readString(Path.of("docs/tools.md")))
                .results()
                .map(row -> row.group(1) + " = " + (row.group(2).startsWith("`") ? row.group(2) : "none"))
                .toList();

        // "--pool" is an option of both, with a row for each.
        assertThat(written).hasSizeGreaterThan(15).hasSameElementsAs(options());
    }

    private static List<String> options() {
        Environment outside = new Environment(Map.of(), Ticker.SYSTEM, InstantSource.system(), false);
        return Cli.commandLine(outside).getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(ToolsDocTest::row)
                .distinct()
                .toList();
    }

    private static String row(OptionSpec option) {
        String name = option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
        String value = option.arity().max() == 0 ? null : option.defaultValue();
        return name + " = " + (value == null ? "none" : "`" + value + "`");
    }
}
