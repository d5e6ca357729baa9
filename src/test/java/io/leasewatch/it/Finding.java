package io.leasewatch.it;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the monitor said of a program.
 *
 * @param words the kind and the ending, and the line if it is not the program's; {@link #NOTHING} if nothing was said
 * @param idleInTransaction whether it was said that a transaction was left behind
 * @param endpoints the endpoints of the leases that it named
 * @param after how long it took: from the end of the request on, for an overdue lease from the moment on when it was taken
 */
record Finding(String words, boolean idleInTransaction, Set<String> endpoints, Duration after) {

    static final String NOTHING = "nothing";

    static String words(int times, String kind, String ending) {
        return (times == 1 ? "" : times + " × ") + kind + (ending.isEmpty() ? "" : ", " + ending);
    }

    /** @param answered when the program's request was over */
    static Finding of(Program program, List<JsonObject> leaks, Instant answered) {
        if (leaks.isEmpty()) {
            return new Finding(NOTHING, false, Set.of(), Duration.ZERO);
        }
        List<String> said =
                leaks.stream().map(leak -> said(program, leak)).distinct().toList();
        String words = said.size() == 1
                ? words(leaks.size(), said.get(0), "")
                : leaks.size() + " × " + String.join(" / ", said);
        Duration after = leaks.stream()
                .map(leak -> after(leak, answered))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Finding(
                words,
                leaks.stream().anyMatch(leak -> leak.getBoolean("idleInTransaction")),
                leaks.stream()
                        .map(leak -> leak.getJsonObject("lease").getString("endpoint"))
                        .collect(Collectors.toSet()),
                after.isNegative() ? Duration.ZERO : after);
    }

    private static String said(Program program, JsonObject leak) {
        String ending = leak.get("ending") == JsonValue.NULL ? "" : leak.getString("ending");
        String site = leak.getString("site");
        return words(1, leak.getString("kind"), ending) + (site.equals(program.site()) ? "" : " at " + site);
    }

    private static Duration after(JsonObject leak, Instant answered) {
        Instant taken = Instant.parse(leak.getJsonObject("lease").getString("acquiredAt"));
        boolean certain = !leak.getString("kind").equals("overdue");
        return Duration.between(certain ? answered : taken, Instant.parse(leak.getString("detectedAt")));
    }

    boolean isCertain() {
        return !words.equals(NOTHING) && !words.contains("overdue");
    }

    String seconds() {
        return words.equals(NOTHING) ? "" : String.format("%.1f s", after.toMillis() / 1000.0);
    }
}
