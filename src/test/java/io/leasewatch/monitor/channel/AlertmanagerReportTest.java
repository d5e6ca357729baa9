package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Status;
import io.leasewatch.spi.Severity;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertmanagerReportTest {

    private static final Duration LAPSE = Duration.ofMinutes(2);

    private final ManualClock clock = new ManualClock();
    private final AlertmanagerReport report = new AlertmanagerReport();

    @Test
    void whatFiresIsSaidToLapseLaterEachTime() {
        note(Alerts.firing("1"));
        Instant first = clock.instant();
        assertThat(ends()).containsExactly(first.plus(LAPSE));

        clock.advance(Duration.ofSeconds(30));

        assertThat(ends()).containsExactly(first.plusSeconds(30).plus(LAPSE));
        assertThat(said().get(0).getString("startsAt")).isEqualTo(Alerts.SINCE.toString());
    }

    @Test
    void labelsTellOneAlertFromAnotherAndHoldNothingThatChanges() {
        note(Alerts.firing("1"));

        JsonObject alert = said().get(0);

        assertThat(alert.getJsonObject("labels"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("alertname", "leaks")
                        .add("severity", "warning")
                        .add("pool", "jdbc/app")
                        .add("instance", "shop-1")
                        .build());
        assertThat(alert.getJsonObject("annotations").keySet()).containsExactly("summary", "count", "sites");
        assertThat(alert.getString("generatorURL")).isEqualTo("https://shop.example.com/leasewatch/?alert=1");
    }

    @Test
    void whatIsOverIsSaidToHaveEndedForFiveMinutesAndThenForgotten() {
        note(Alerts.firing("1"));
        clock.advance(Duration.ofSeconds(90));
        Instant ended = clock.instant();
        note(Alerts.resolved("1"));
        assertThat(ends()).containsExactly(ended);

        clock.advance(Duration.ofMinutes(5));
        assertThat(ends()).containsExactly(ended);
        assertThat(report.isEmpty(clock.instant())).isFalse();
        clock.advance(Duration.ofNanos(1));

        assertThat(report.isEmpty(clock.instant())).isTrue();
        assertThat(said()).isEmpty();
    }

    @Test
    void alertThatBecomesWorseEndsAndBeginsWithAnotherSeverity() {
        note(Alerts.firing("1"));
        clock.advance(Duration.ofSeconds(10));
        Instant worse = clock.instant();
        note(Alerts.alert("1", Severity.CRITICAL, Status.FIRING, Alerts.SINCE));

        assertThat(said())
                .extracting(alert -> alert.getJsonObject("labels").getString("severity"))
                .containsExactly("warning", "critical");
        assertThat(ends()).containsExactly(worse, worse.plus(LAPSE));
        clock.advance(Duration.ofSeconds(10));
        // The last state was milder than what was sent.
        note(Alerts.resolved("1"));
        assertThat(ends()).containsExactly(worse, clock.instant());
    }

    @Test
    void alertThatFiresAgainIsTheSameToAnAlertmanager() {
        note(Alerts.firing("1"));
        note(Alerts.resolved("1"));
        clock.advance(Duration.ofSeconds(10));

        note(Alerts.firing("2"));

        assertThat(ends()).containsExactly(clock.instant().plus(LAPSE));
    }

    @Test
    void alertOfAServiceIsToldByIt() {
        note(new Alert(
                "1", "failing", Alerts.SINCE, Severity.ERROR, "", "orders", "errors", Status.FIRING, 1, List.of()));

        assertThat(said().get(0).getJsonObject("labels").getString("service")).isEqualTo("orders");
        assertThat(said().get(0).getJsonObject("labels")).doesNotContainKey("pool");
    }

    @Test
    void noMoreThanAThousandAreKept() {
        for (int i = 0; i < 1_100; i++) {
            note(new Alert(
                    "" + i, "", Alerts.SINCE, Severity.ERROR, "pool " + i, "", "busy", Status.FIRING, 1, List.of()));
        }

        assertThat(said()).hasSize(1_000);
        assertThat(said().get(0).getJsonObject("labels").getString("pool")).isEqualTo("pool 100");
    }

    private void note(Alert alert) {
        report.record(alert, clock.instant());
    }

    private List<JsonObject> said() {
        String json = report.json(clock.instant(), LAPSE, "shop-1", WebhookChannelTest.settings(null, "", false));
        return Json.createReader(new StringReader(json)).readArray().getValuesAs(JsonObject.class);
    }

    private List<Instant> ends() {
        return said().stream()
                .map(alert -> Instant.parse(alert.getString("endsAt")))
                .toList();
    }
}
