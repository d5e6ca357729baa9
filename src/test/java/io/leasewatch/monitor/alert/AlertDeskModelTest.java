package io.leasewatch.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The desk against a model that knows nothing but the messages sent so far, and looks through all of them for every decision.
 */
class AlertDeskModelTest {

    private static final Duration OUTAGE_APART = Duration.ofMinutes(1);

    private static final List<String> POOLS = List.of("jdbc/a", "jdbc/b", "jdbc/c");
    private static final Severity[] SEVERITIES = Severity.values();

    private final ManualClock clock = new ManualClock();
    private final Map<String, List<Message>> sent = new TreeMap<>();
    private final List<FakeRule> rules = List.of(new FakeRule("utilization"), new FakeRule("leaks"));
    private final Map<String, Severity> conditions = new TreeMap<>();
    private final Map<String, List<Message>> expected = new TreeMap<>();
    private final Map<String, Severity> seen = new TreeMap<>();
    private final Map<String, Instant> quietSince = new TreeMap<>();
    private final Map<String, Instant> silences = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 300})
    void whateverHappensEveryFiringIsResolvedAndNothingFlaps(int cooldownSeconds) {
        Duration cooldown = Duration.ofSeconds(cooldownSeconds);

        run(cooldown, false);

        assertThat(sent).isEqualTo(expected);
        assertThat(sent).hasSize(rules.size() * POOLS.size()).allSatisfy((subject, messages) -> {
            assertThat(messages).hasSizeGreaterThan(20);
            assertNothingFlaps(messages, cooldown);
            assertNoResolutionIsLost(messages);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 300})
    void whateverHappensInASilenceOnlyWhatIsWorseIsSentAndAfterItHowThingsStand(int cooldownSeconds) {
        run(Duration.ofSeconds(cooldownSeconds), true);

        assertThat(sent).isEqualTo(expected);
        assertThat(sent)
                .hasSize(rules.size() * POOLS.size())
                .allSatisfy((subject, messages) -> assertThat(messages).hasSizeGreaterThan(20));
    }

    private void run(Duration cooldown, boolean silencing) {
        AlertEvaluator desk =
                new AlertEvaluator(rules, List.of(new Noting()), clock, new AlertSettings(cooldown, 100, 6));
        Random random = new Random(20310305L + cooldown.toSeconds());
        try (RecordedLog log = RecordedLog.of(AlertEvaluator.class)) {
            for (int step = 0; step < 5_000; step++) {
                clock.advance(Duration.ofSeconds(random.nextInt(random.nextInt(10) == 0 ? 120 : 3)));
                for (FakeRule rule : rules) {
                    boolean broken = random.nextInt(20) == 0;
                    for (String pool : POOLS) {
                        Severity found = random.nextInt(4) == 0 ? changed(rule, pool, random) : now(rule, pool);
                        if (!broken) {
                            look(rule.name() + " " + pool, found, cooldown);
                        }
                    }
                    if (broken) {
                        rule.breaks();
                    } else {
                        rule.recovers();
                    }
                }
                desk.evaluate();
                endSilencesInTheModel();
                if (silencing) {
                    silenceSomething(desk, random);
                }
            }
            assertThat(log.lines()).isNotEmpty();
        }
    }

    private void silenceSomething(AlertEvaluator desk, Random random) {
        for (Alert alert : desk.alerts()) {
            String subject = alert.rule() + " " + alert.pool();
            if (alert.isFiring() && random.nextInt(50) == 0) {
                Duration time = Duration.ofSeconds(1 + random.nextInt(200));
                assertThat(desk.silence(alert.id(), time, "ada")).isPresent();
                silences.put(subject, clock.instant().plus(time));
            } else if (silences.containsKey(subject) && alert.silence() != null && random.nextInt(50) == 0) {
                assertThat(desk.endSilence(alert.id())).isPresent();
                silences.put(subject, clock.instant());
                endSilencesInTheModel();
            }
        }
    }

    private void endSilencesInTheModel() {
        Instant now = clock.instant();
        silences.forEach((subject, until) -> {
            if (!until.isAfter(now)) {
                List<Message> before = expected.getOrDefault(subject, List.of());
                Severity last = seen.get(subject);
                if (last != null) {
                    before.add(new Message(true, now, last));
                } else if (before.get(before.size() - 1).firing()) {
                    before.add(new Message(false, now, Severity.INFO));
                }
            }
        });
        silences.values().removeIf(until -> !until.isAfter(now));
    }

    /** What the model says to one look at one condition; {@code null} is "it does not hold". */
    private void look(String subject, @Nullable Severity found, Duration cooldown) {
        List<Message> before = expected.computeIfAbsent(subject, s -> new ArrayList<>());
        Message lastFiring = null;
        for (Message message : before) {
            lastFiring = message.firing() ? message : lastFiring;
        }
        boolean announced = !before.isEmpty() && before.get(before.size() - 1).firing();
        Instant now = clock.instant();
        boolean wasSeen = seen.containsKey(subject);
        if (found == null && wasSeen) {
            quietSince.put(subject, now);
        }
        seen.remove(subject);
        if (found != null) {
            seen.put(subject, found);
        }
        boolean wasQuiet =
                !wasSeen && !now.isBefore(quietSince.getOrDefault(subject, now).plus(OUTAGE_APART));
        if (silences.containsKey(subject)) {
            // Whatever is silenced has fired.
            if (found != null && lastFiring != null && found.compareTo(lastFiring.severity()) > 0) {
                before.add(new Message(true, now, found));
                silences.remove(subject);
            }
        } else if (found == null) {
            if (announced) {
                before.add(new Message(false, now, Severity.INFO));
            }
        } else if (lastFiring == null
                || found.compareTo(lastFiring.severity()) > 0
                || (!announced && !now.isBefore(lastFiring.at().plus(cooldown)))
                || (!announced && wasQuiet && found == Severity.CRITICAL)) {
            before.add(new Message(true, now, found));
        }
    }

    private static void assertNothingFlaps(List<Message> messages, Duration cooldown) {
        Message lastFiring = null;
        Message last = null;
        for (Message message : messages) {
            if (message.firing() && lastFiring != null && last != null) {
                boolean another = message.severity() == Severity.CRITICAL
                        && Duration.between(last.at(), message.at()).compareTo(OUTAGE_APART) >= 0;
                assertThat(another
                                || message.severity().compareTo(lastFiring.severity()) > 0
                                || Duration.between(lastFiring.at(), message.at())
                                                .compareTo(cooldown)
                                        >= 0)
                        .as("%s after %s", message, lastFiring)
                        .isTrue();
            }
            lastFiring = message.firing() ? message : lastFiring;
            last = message;
        }
    }

    private static void assertNoResolutionIsLost(List<Message> messages) {
        for (int i = 1; i < messages.size(); i++) {
            Message before = messages.get(i - 1);
            Message message = messages.get(i);
            boolean worse = message.severity().compareTo(before.severity()) > 0;
            assertThat(before.firing() != message.firing() || (message.firing() && worse))
                    .as("%s after %s", message, before)
                    .isTrue();
        }
        assertThat(messages.get(0).firing()).isTrue();
    }

    private @Nullable Severity now(FakeRule rule, String pool) {
        return conditions.get(rule.name() + pool);
    }

    private @Nullable Severity changed(FakeRule rule, String pool, Random random) {
        if (random.nextBoolean()) {
            conditions.remove(rule.name() + pool);
            rule.findsNothing(pool);
        } else {
            Severity severity = SEVERITIES[random.nextInt(SEVERITIES.length)];
            conditions.put(rule.name() + pool, severity);
            rule.finds(pool, severity);
        }
        return now(rule, pool);
    }

    /** Notes what is sent, and when. */
    private final class Noting implements AlertChannel {

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public void send(Alert alert) {
            Severity severity = alert.isFiring() ? alert.severity() : Severity.INFO;
            sent.computeIfAbsent(alert.rule() + " " + alert.pool(), s -> new ArrayList<>())
                    .add(new Message(alert.isFiring(), clock.instant(), severity));
        }
    }

    private record Message(boolean firing, Instant at, Severity severity) {}
}
