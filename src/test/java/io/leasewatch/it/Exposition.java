package io.leasewatch.it;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the Prometheus text format. */
final class Exposition {

    private static final Pattern FOREIGN_LABEL = Pattern.compile(",?mp_(?:scope|app)=\"[^\"]*\"|,(?=})");

    private Exposition() {}

    /** Each series as it is written, without the labels that the server adds, and its value. */
    static Map<String, Double> samples(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> FOREIGN_LABEL
                                .matcher(line.substring(0, line.lastIndexOf(' ')))
                                .replaceAll("")
                                .replace("{,", "{")
                                .replace("{}", ""),
                        line -> Double.valueOf(
                                line.substring(line.lastIndexOf(' ') + 1).replace("Inf", "Infinity"))));
    }

    /** The lines of the families whose names begin with {@code prefix}, comments included. */
    static String families(String text, String prefix) {
        return text.lines()
                        .filter(line ->
                                line.replaceFirst("^# (?:HELP|TYPE) ", "").startsWith(prefix))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
