package io.leasewatch.monitor.alert;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The condition of a rule: comparisons of which all or any must hold for the same pool or service. Immutable.
 *
 * @param thresholds 1 to {@link #MOST} comparisons, whose metrics are all of pools or all of services
 * @param match how many of them must hold; {@link Match#ALL} if there is one
 * @param of the name of the one pool or service that the rule is about, empty for all
 */
public record RuleCondition(List<Threshold> thresholds, Match match, String of) {

    /** The most comparisons of one rule. */
    public static final int MOST = 10;

    public RuleCondition {
        thresholds = List.copyOf(thresholds);
        if (thresholds.isEmpty() || thresholds.size() > MOST) {
            throw new IllegalArgumentException(
                    "a rule must have from 1 to " + MOST + " conditions, was " + thresholds.size());
        }
        if (thresholds.stream().map(one -> one.metric().of()).distinct().count() > 1) {
            throw new IllegalArgumentException("the metrics of one rule must all be of pools or all of services, was "
                    + thresholds.stream()
                            .map(one -> one.metric().word() + " of a "
                                    + one.metric().of().word())
                            .distinct()
                            .collect(Collectors.joining(" and ")));
        }
        if (!of.matches("[^\\s,]*")) {
            throw new IllegalArgumentException("of must be a name without spaces and commas, or empty, was " + of);
        }
        match = thresholds.size() == 1 ? Match.ALL : match;
    }

    /** Creates a condition of one comparison. */
    public static RuleCondition of(Threshold threshold, String of) {
        return new RuleCondition(List.of(threshold), Match.ALL, of);
    }

    /** Whether {@code sample} is of a pool or service that the rule is about. */
    boolean isAbout(Measurement sample) {
        return sample.of() == thresholds.get(0).metric().of() && (of.isEmpty() || of.equals(sample.name()));
    }

    /**
     * The comparisons that hold for {@code sample}, in their order; empty if too few hold for the rule.
     *
     * @param held the comparisons that held before in an alert that is firing; their value must come back further (hysteresis)
     */
    List<Threshold> holding(Measurement sample, Set<Threshold> held) {
        List<Threshold> now = thresholds.stream()
                .filter(one -> one.holds(sample, held.contains(one)))
                .toList();
        return match == Match.ANY || now.size() == thresholds.size() ? now : List.of();
    }

    /** The condition in the syntax of rules, such as {@code utilization >= 90 and waiting > 0 of jdbc/app}. */
    @Override
    public String toString() {
        return thresholds.stream().map(Threshold::toString).collect(Collectors.joining(" " + match.joint + " "))
                + (of.isEmpty() ? "" : " of " + of);
    }

    /** How many comparisons of a rule must hold. */
    public enum Match {
        ALL("and"),
        ANY("or");

        private final String joint;

        Match(String joint) {
            this.joint = joint;
        }

        /** The word between two comparisons in the syntax of rules. */
        String joint() {
            return joint;
        }

        /** Its name in the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Parses {@code all} or {@code any}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        public static Match of(String word) {
            return switch (word) {
                case "all" -> ALL;
                case "any" -> ANY;
                default -> throw new IllegalArgumentException("match must be one of all, any, was " + word);
            };
        }
    }
}
