package io.leasewatch.cli.server;

import io.leasewatch.core.time.Ticker;
import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tools have around them.
 *
 * @param terminal whether somebody looks at a terminal, which can go back in a line and clear its screen
 */
public record Environment(Map<String, String> environment, Ticker ticker, InstantSource clock, boolean terminal) {

    public Environment {
        environment = Map.copyOf(environment);
    }

    public static Environment ofThisProcess() {
        Map<String, String> environment = System.getenv();
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Environment(
                environment, Ticker.SYSTEM, InstantSource.system(), !dumb && isTerminal(System.console()));
    }

    /** Since 22 a JVM may have a console without a terminal; the one way to ask is younger than the oldest JDK we compile for. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** The width of the terminal where the shell says it, else one that most have. */
    public int columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 120;
    }
}
