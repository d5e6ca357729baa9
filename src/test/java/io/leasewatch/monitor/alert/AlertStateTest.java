package io.leasewatch.monitor.alert;

import static io.leasewatch.spi.Severity.CRITICAL;
import static io.leasewatch.spi.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.alert.AlertState.Notification;
import io.leasewatch.monitor.alert.AlertState.Phase;
import io.leasewatch.monitor.alert.AlertState.Step;
import io.leasewatch.monitor.alert.AlertState.Timing;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertStateTest {

    private static final Instant BEGIN = Instant.parse("2031-03-05T07:11:13Z");

    private Timing timing = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private final List<String> told = new ArrayList<>();
    private AlertState course = AlertState.QUIET;

    @Test
    void conditionFiresWhenItHasHeldForLongEnoughAndNotAMomentEarlier() {
        at(0, WARNING);
        at(9, WARNING);
        assertThat(course.phase()).isEqualTo(Phase.PENDING);
        assertThat(told).isEmpty();

        at(10, WARNING);

        assertThat(course.phase()).isEqualTo(Phase.FIRING);
        assertThat(course.since()).isEqualTo(BEGIN.plusSeconds(10));
        assertThat(told).containsExactly("10 FIRING");
    }

    @Test
    void conditionThatEndsBeforeItFiresBeginsAnewTheNextTime() {
        at(0, WARNING);
        at(9, null);
        at(10, WARNING);
        at(19, WARNING);

        assertThat(course.phase()).isEqualTo(Phase.PENDING);
        assertThat(told).isEmpty();
    }

    @Test
    void whoeverWasToldOfAFiringIsToldOfItsEnd() {
        at(0, WARNING);
        at(10, WARNING);
        at(11, null);
        at(12, null);

        assertThat(told).containsExactly("10 FIRING", "11 RESOLVED");
        assertThat(course.phase()).isEqualTo(Phase.QUIET);
    }

    @Test
    void whatComesBackWhileItCoolsDownIsTheSameAlertAndIsToldWhenThatIsOver() {
        at(0, WARNING);
        at(10, WARNING);
        at(11, null);
        at(12, WARNING);
        at(22, WARNING);
        assertThat(course.isFiring()).isTrue();
        assertThat(course.episode()).isEqualTo(1);
        at(69, WARNING);

        at(70, WARNING);

        assertThat(told).containsExactly("10 FIRING", "11 RESOLVED", "70 FIRING");
        assertThat(course.episode()).isEqualTo(1);
    }

    @Test
    void whatComesBackLaterIsAnotherAlert() {
        at(0, WARNING);
        at(10, WARNING);
        at(11, null);
        at(60, WARNING);
        at(70, WARNING);

        assertThat(told).containsExactly("10 FIRING", "11 RESOLVED", "70 FIRING");
        assertThat(course.episode()).isEqualTo(2);
    }

    @Test
    void criticalConditionThatComesBackAfterAMinuteIsAnotherAlertWhateverTheCooldown() {
        timing = new Timing(Duration.ZERO, Duration.ofMinutes(5));
        at(0, CRITICAL);
        at(10, null);
        at(69, CRITICAL);
        at(70, null);

        at(130, CRITICAL);

        assertThat(told).containsExactly("0 FIRING", "10 RESOLVED", "130 FIRING");
        assertThat(course.episode()).isEqualTo(2);
    }

    @Test
    void whatBecomesWorseIsToldAtOnce() {
        at(0, WARNING);
        at(10, WARNING);
        at(11, CRITICAL);
        at(12, CRITICAL);

        assertThat(told).containsExactly("10 FIRING", "11 FIRING");
    }

    private void at(int seconds, @Nullable Severity found) {
        Instant now = BEGIN.plusSeconds(seconds);
        Step step = found == null ? course.ends(now) : course.holds(found, now, timing);
        course = step.state();
        if (step.notification() != Notification.NOTHING) {
            told.add(seconds + " " + step.notification());
        }
    }
}
