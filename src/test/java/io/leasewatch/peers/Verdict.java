package io.leasewatch.peers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody said of a program in the end.
 *
 * @param words what was said, in the order in which it was, and whether it named another line or none
 * @param after how long the program ran until something was said; zero if nothing was, or if it is not known when
 */
record Verdict(String words, Duration after) {

    static Verdict of(PlainProgram program, List<Said> said, Instant begun) {
        if (said.isEmpty()) {
            return new Verdict(PlainProgram.NOTHING, Duration.ZERO);
        }
        String words = said.stream().map(Said::words).distinct().collect(Collectors.joining(", "));
        Pattern line = Pattern.compile(Pattern.quote(program.site()) + "\\b");
        boolean named =
                said.stream().anyMatch(one -> line.matcher(one.evidence()).find());
        return new Verdict(
                named ? words : words + ", without the line",
                Duration.between(begun, said.get(0).at()));
    }

    /** What is right needs no second look. */
    String shown(String right) {
        String what = words.equals(right) ? "✓" : words;
        return after.isZero() ? what : String.format("%s (%.1f s)", what, after.toMillis() / 1000.0);
    }
}
