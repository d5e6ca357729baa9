package io.leasewatch.monitor.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.monitor.pgbouncer.PgBouncerClient;
import io.leasewatch.monitor.pgbouncer.PgBouncerDatabase;
import io.leasewatch.monitor.pgbouncer.PgBouncerPool;
import io.leasewatch.monitor.pgbouncer.PgBouncerServer;
import io.leasewatch.monitor.pgbouncer.PgBouncerSnapshot;
import io.leasewatch.monitor.pgbouncer.PgBouncerState;
import io.leasewatch.monitor.pgbouncer.PgBouncerStatus;
import io.leasewatch.monitor.pgbouncer.PgBouncers;
import io.leasewatch.monitor.pgbouncer.Rates;
import io.leasewatch.monitor.pgbouncer.Traffic;
import io.leasewatch.monitor.pool.Readings;
import io.leasewatch.web.http.JsonFormat;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The JSON of {@link PgBouncerView} and {@link PgBouncersView}. */
class PgBouncerViewTest {

    private static final Instant NOW = Readings.TIMESTAMP;

    private static final PgBouncerSnapshot SAID = new PgBouncerSnapshot(
            NOW,
            "PgBouncer 1.18.0",
            false,
            List.of(new PgBouncerPool(
                    "app", "ada", 1, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, Duration.ofMillis(7_500), "transaction", "")),
            List.of(new PgBouncerDatabase("app", "db", 5432, "shop", "", 1, 0, 0, "", 0, 1, null, null, false, false)),
            List.of(new Traffic("app", null, 1, 2, 3, 4, 5, 6, 7, null, null, null, null)),
            Map.of("app", new Rates(1.5, 2, 3, 4, 5)),
            List.of(client(40001, Duration.ZERO, "0x51"), client(40002, Duration.ofSeconds(7), "")),
            List.of(new PgBouncerServer(
                    "ada",
                    "app",
                    "active",
                    "10.0.0.9",
                    5432,
                    50001,
                    NOW,
                    null,
                    "0x51",
                    "0xc1",
                    4711,
                    "",
                    "",
                    "",
                    null)),
            Map.of("pool_mode", "transaction"),
            Map.of("databases", 1L),
            Map.of());

    private static PgBouncerClient client(int port, Duration waited, String link) {
        return new PgBouncerClient(
                "ada",
                "app",
                waited.isZero() ? "active" : "waiting",
                "10.0.0.7",
                port,
                NOW,
                null,
                waited,
                "0xc" + port,
                link,
                "orders",
                "",
                "",
                null);
    }

    @Test
    void whatItSaidIsAllThere() {
        PgBouncerStatus up = new PgBouncerStatus("db:6432", PgBouncerState.UP, NOW, "", null, SAID);

        assertThat(json(PgBouncerView.of(up, 100))).isEqualTo(read("""
                {"name": "db:6432", "state": "up", "since": "2031-03-05T07:11:13Z", "lastError": "", "lastErrorAt": null,
                 "timestamp": "2031-03-05T07:11:13Z", "version": "PgBouncer 1.18.0", "clientCount": 2, "serverCount": 1,
                 "pools": [{"database": "app", "user": "ada", "poolMode": "transaction", "clientsActive": 1,
                   "clientsWaiting": 2, "serversActive": 1, "serversIdle": 0, "serversUsed": 0, "serversTested": 0,
                   "serversLogin": 0, "cancelling": 2, "maxServers": 1, "oldestWait": 7.5, "shortage": "full"}],
                 "databases": [{"name": "app", "host": "db", "port": 5432, "database": "shop", "poolSize": 1,
                   "minPoolSize": 0, "reservePool": 0, "poolMode": "", "maxConnections": 0, "currentConnections": 1,
                   "maxClients": null, "clients": null, "paused": false, "disabled": false}],
                 "stats": [{"database": "app", "transactions": 1, "queries": 2, "received": 3, "sent": 4,
                   "transactionMicros": 5, "queryMicros": 6, "waitMicros": 7, "serverAssignments": null,
                   "clientParses": null, "serverParses": null, "binds": null, "clientLogins": null,
                   "perSecond": {"transactions": 1.5, "queries": 2.0, "waitMicros": 3.0, "received": 4.0, "sent": 5.0}}],
                 "clients": [
                  {"user": "ada", "database": "app", "state": "waiting", "address": "10.0.0.7", "port": 40002,
                   "applicationName": "orders", "connectedAt": "2031-03-05T07:11:13Z", "requestedAt": null,
                   "waited": 7.0, "serverPid": null},
                  {"user": "ada", "database": "app", "state": "active", "address": "10.0.0.7", "port": 40001,
                   "applicationName": "orders", "connectedAt": "2031-03-05T07:11:13Z", "requestedAt": null,
                   "waited": 0.0, "serverPid": 4711}],
                 "servers": [{"user": "ada", "database": "app", "state": "active", "address": "10.0.0.9", "port": 5432,
                   "localPort": 50001, "connectedAt": "2031-03-05T07:11:13Z", "requestedAt": null, "pid": 4711}],
                 "config": {"pool_mode": "transaction"}, "lists": {"databases": 1}}"""));
    }

    @Test
    void listsAreNoLongerThanAskedFor() {
        PgBouncerStatus up = new PgBouncerStatus("db:6432", PgBouncerState.UP, NOW, "", null, SAID);

        PgBouncerView view = PgBouncerView.of(up, 1);

        assertThat(view.clients()).extracting(PgBouncerView.ClientRow::port).containsExactly(40002);
        assertThat(view.clientCount()).isEqualTo(2);
    }

    @Test
    void oneThatNeverAnsweredHasItsStateAndWhy() {
        PgBouncerStatus down = new PgBouncerStatus("db:6432", PgBouncerState.DOWN, NOW, "nobody there", NOW, null);

        PgBouncerView view = PgBouncerView.of(down, 100);

        assertThat(view.state()).isEqualTo("down");
        assertThat(view.lastError()).isEqualTo("nobody there");
        assertThat(view.timestamp()).isNull();
        assertThat(view.pools()).isEmpty();
    }

    @Test
    void lineHasTheNumbersOnlyWhileItAnswers() {
        PgBouncerStatus up = new PgBouncerStatus("db:6432", PgBouncerState.UP, NOW, "", null, SAID);
        PgBouncerStatus hung = new PgBouncerStatus("db:6432", PgBouncerState.HUNG, NOW, "no answer", NOW, SAID);

        assertThat(json(PgBouncersView.Line.of(up))).isEqualTo(read("""
                {"name": "db:6432", "state": "up", "since": "2031-03-05T07:11:13Z", "lastError": "",
                 "lastErrorAt": null, "version": "PgBouncer 1.18.0", "clients": 2, "waitingClients": 2,
                 "oldestWait": 7.5, "servers": 1}"""));
        assertThat(json(PgBouncersView.Line.of(hung))).isEqualTo(read("""
                {"name": "db:6432", "state": "hung", "since": "2031-03-05T07:11:13Z", "lastError": "no answer",
                 "lastErrorAt": "2031-03-05T07:11:13Z", "version": "PgBouncer 1.18.0", "clients": null,
                 "waitingClients": null, "oldestWait": null, "servers": null}"""));
    }

    @Test
    void withoutAnyItIsOff() {
        PgBouncers none = new PgBouncers(new ManualClock(), new ManualTicker());

        assertThat(json(PgBouncersView.of(none))).isEqualTo(read("{\"state\": \"off\", \"pgbouncers\": []}"));
    }

    private static JsonObject json(Object view) {
        return read(new JsonFormat().getContext(view.getClass()).toJson(view));
    }

    private static JsonObject read(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
