package io.leasewatch.cli.server;

import io.leasewatch.core.time.Ticker;
import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment of the tools.
 *
 * @param terminal whether the output is a terminal that can overwrite a line and clear its screen
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

    /**
     * Since Java 22 a JVM may have a console without a terminal. {@code Console.isTerminal} is newer than the oldest supported
     * JDK, hence reflection.
     */
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

    /** The width of the terminal from {@code COLUMNS}, 120 if it is not set. */
    public int columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 120;
    }
}
