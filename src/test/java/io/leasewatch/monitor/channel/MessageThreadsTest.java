package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Status;
import io.leasewatch.spi.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageThreadsTest {

    private final Set<String> quiet = new HashSet<>();
    private final MessageThreads threads = new MessageThreads(Set.of("leaks", "waiters"), id -> !quiet.contains(id));
    private final List<String> sent = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @Test
    void outageOfAPoolIsToldInThreeMessagesWhateverRulesFire() {
        fires("1", "leaks", Severity.WARNING, 0);
        fires("2", "waiters", Severity.WARNING, 10);
        fires("3", "leaks", Severity.CRITICAL, 20);
        fires("2", "waiters", Severity.CRITICAL, 30);
        resolved("1", "leaks", 80);
        resolved("3", "leaks", 85);
        resolved("2", "waiters", 90);

        assertThat(sent).containsExactly("1 firing warning", "1 firing critical", "1 resolved critical");
        assertThat(messages.get(2)).isEqualTo("Over after 1 min 30 s. At the worst: leaks of jdbc/app");
    }

    @Test
    void outageThatIsOpenWhenTheServerStopsIsNotCalledOver() {
        fires("1", "leaks", Severity.WARNING, 0);
        fires("2", "waiters", Severity.CRITICAL, 10);
        resolved("1", "leaks", 40);
        next(alert("2", "waiters", Severity.CRITICAL, Status.RESOLVED, 60, "jdbc/app")
                .resolvedAt(
                        Alerts.SINCE.plusSeconds(60), "Open when the server was stopped, after 50 s. Before: waits"));

        assertThat(messages.get(2))
                .isEqualTo("Open when the server was stopped, after 1 min. At the worst: waiters of jdbc/app");
    }

    @Test
    void alertThatStaysAloneIsToldAsItIs() {
        fires("1", "leaks", Severity.WARNING, 0);
        resolved("1", "leaks", 90);

        assertThat(sent).containsExactly("1 firing warning", "1 resolved warning");
        assertThat(messages.get(1)).isEqualTo("leaks of jdbc/app");
    }

    @Test
    void nextOutageIsAThreadOfItsOwnAndSoIsThatOfAnotherPool() {
        fires("1", "leaks", Severity.WARNING, 0);
        next(alert("2", "leaks", Severity.WARNING, Status.FIRING, 5, "jdbc/other"));
        resolved("1", "leaks", 10);
        fires("3", "waiters", Severity.WARNING, 20);

        assertThat(sent)
                .containsExactly("1 firing warning", "2 firing warning", "1 resolved warning", "3 firing warning");
    }

    @Test
    void rulesOfOnesOwnAndAlertsOfNoPoolAreToldEach() {
        fires("1", "leaks", Severity.WARNING, 0);
        fires("2", "busy", Severity.WARNING, 1);
        next(alert("3", "leaks", Severity.WARNING, Status.FIRING, 2, ""));
        resolved("2", "busy", 3);

        assertThat(sent)
                .containsExactly("1 firing warning", "2 firing warning", "3 firing warning", "2 resolved warning");
    }

    @Test
    void alertThatWasForgottenHidesNoOther() {
        fires("1", "leaks", Severity.WARNING, 0);
        quiet.add("1");

        fires("2", "waiters", Severity.WARNING, 10);
        fires("3", "leaks", Severity.WARNING, 20);

        assertThat(sent).containsExactly("1 firing warning", "2 firing warning");
    }

    @Test
    void silencedAlertHidesNoOther() {
        fires("1", "leaks", Severity.CRITICAL, 0);
        quiet.add("1");

        fires("2", "waiters", Severity.WARNING, 10);
        resolved("2", "waiters", 20);
        resolved("1", "leaks", 30);

        assertThat(sent)
                .containsExactly("1 firing critical", "2 firing warning", "2 resolved warning", "1 resolved critical");
    }

    @Test
    void nothingIsRememberedOfAChannelThatWasSwitchedOff() {
        fires("1", "leaks", Severity.WARNING, 0);

        threads.clear();
        fires("2", "waiters", Severity.WARNING, 10);

        assertThat(sent).containsExactly("1 firing warning", "2 firing warning");
    }

    private void fires(String id, String rule, Severity severity, int second) {
        next(alert(id, rule, severity, Status.FIRING, second, "jdbc/app"));
    }

    private void resolved(String id, String rule, int second) {
        Severity severity = id.equals("1") && quiet.contains("1") ? Severity.CRITICAL : Severity.WARNING;
        next(alert(id, rule, severity, Status.RESOLVED, second, "jdbc/app"));
    }

    private void next(Alert alert) {
        threads.next(alert).ifPresent(message -> {
            sent.add(message.id() + " " + CloudEvent.status(message) + " "
                    + message.severity().word());
            messages.add(message.message());
        });
    }

    private static Alert alert(String id, String rule, Severity severity, Status status, int second, String pool) {
        return new Alert(
                id,
                rule + " of " + pool,
                Alerts.SINCE.plusSeconds(second),
                severity,
                pool,
                "",
                rule,
                status,
                1,
                List.of());
    }
}
