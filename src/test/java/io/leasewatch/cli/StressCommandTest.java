package io.leasewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StressCommandTest {

    private static final String ESCAPE = "\u001b";

    private final FakeServer server = new FakeServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void connectionsThatComeBackAreNoLeak() {
        Run run = Run.stress(server);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out())
                .contains(server.base() + " is healthy: 0 in use")
                .contains("4 concurrent requests to /shop/orders per wave")
                .contains("1/2        4/4", "2/2        4/4")
                .contains("8 of 8 requests succeeded (100.0%)")
                .contains("no leak: 0 in use, 0 at the start");
        assertThat(server.hits).hasValue(8);
    }

    @Test
    void connectionsThatStayOutAreCountedPerWaveAndTheirLineIsNamed() {
        server.inUse.set(1);
        server.endpoint = exchange -> {
            if (exchange.getRequestURI().getQuery() != null) {
                server.leak("Orders.java:41");
            }
            return 200;
        };

        Run run = Run.stress(server, "--endpoint=/shop/orders?leak", "--requests=3");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(Cli.FAILED);
        assertThat(run.out())
                .contains("leaking 3 connections per wave: 7 in use, 1 at the start")
                .contains("  6 x Orders.java:41, jdbc/shop (thread_ended)");
    }

    @Test
    void whatTheServerTakesBackIsALeakAllTheSame() {
        server.endpoint = exchange -> {
            server.leaks.add(server.leakAt("Orders.java:50", server.now()));
            return 200;
        };

        Run run = Run.stress(server);

        assertThat(run.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(run.out())
                .contains("leaking 4 connections per wave, closed by the server: 0 in use, 0 at the start")
                .contains("  8 x Orders.java:50");
    }

    @Test
    void thoseWhoHoldConnectionsAreNamedWhereTheServerHasNotCalledThemLeaksYet() {
        server.leases.add(server.lease("Before.java:1", server.now().minusSeconds(60)));
        server.endpoint = exchange -> {
            server.inUse.incrementAndGet();
            server.leases.add(server.lease("Orders.java:60", server.now()));
            return 200;
        };

        Run run = Run.stress(server, "--waves=1");

        assertThat(run.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(run.out())
                .contains("leaking 4 connections per wave", "  4 x Orders.java:60, jdbc/shop (open)")
                .doesNotContain("Before.java");
    }

    @Test
    void leaksFromBeforeTheRunAreNobodysFaultNow() {
        server.leak("Before.java:1");

        Run run = Run.stress(server);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out()).contains("no leak: 1 in use, 1 at the start").doesNotContain("Before.java");
    }

    @Test
    void readingFromBeforeTheEndOfAWaveIsNotTakenForTheTruth() {
        server.endpoint = exchange -> {
            server.leak("Orders.java:41");
            server.staleLooks = 3;
            return 200;
        };

        Run run = Run.stress(server, "--waves=1", "--settle=3");

        assertThat(run.out()).contains("leaking 4 connections per wave: 4 in use, 0 at the start");
    }

    @Test
    void connectionsHaveTimeToComeBack() {
        server.endpoint = exchange -> {
            server.inUse.incrementAndGet();
            new Thread(() -> {
                        while (server.hits.get() < 4) {
                            Thread.onSpinWait();
                        }
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
                        server.inUse.decrementAndGet();
                    })
                    .start();
            return 200;
        };

        Run run = Run.stress(server, "--waves=1", "--settle=20");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out()).contains("no leak: 0 in use, 0 at the start");
    }

    @Test
    void serverThatReadsItsPoolsNoMoreLeavesTheVerdictOpen() {
        server.stopsReading = true;

        Run run = Run.stress(server, "--waves=1");

        assertThat(run.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(run.out()).contains("unknown: the server has not polled its pools", "leasewatch.pool.interval");
    }

    @Test
    void moreFailuresThanMayBeEndBadAndSayWhy() {
        server.endpoint = exchange -> server.hits.get() % 2 == 0 ? 503 : 200;

        Run run = Run.stress(server, "--requests=1", "--waves=4", "--max-failures=49.5");

        assertThat(run.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(run.out())
                .contains("2 of 4 requests succeeded (50.0%)")
                .contains("failed: 2 x status 503, more than --max-failures 49.5 %")
                .contains("no leak");
        assertThat(Run.stress(server, "--requests=1", "--waves=4", "--max-failures=50")
                        .exitCode())
                .isZero();
    }

    @Test
    @Timeout(30)
    void requestWithoutAnAnswerIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        server.endpoint = exchange -> {
            try {
                never.await();
                return 200;
            } catch (InterruptedException e) {
                return 500;
            }
        };

        Run run = Run.stress(server, "--requests=2", "--waves=1", "--timeout=1");

        assertThat(run.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(run.out()).contains("failed: 2 x timeout");
    }

    @Test
    @Timeout(30)
    void requestWhoseAnswerNeverEndsIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        server.endpoint = exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 200;
        };

        Run run = Run.stress(server, "--requests=1", "--waves=1", "--timeout=1");

        assertThat(run.out()).contains("failed: 1 x timeout");
    }

    @Test
    void redirectsAreFailuresAndNotFollowed() {
        server.endpoint = exchange -> {
            exchange.getResponseHeaders().add("Location", server.base() + "/elsewhere");
            return 302;
        };

        Run run = Run.stress(server, "--waves=1");

        assertThat(run.out()).contains("4 x status 302");
        assertThat(server.elsewhere).hasValue(0);
    }

    @Test
    void endpointIsNotToldThePasswordUnlessItIsToBe() {
        Run.stress(server, "--requests=1", "--waves=1");
        Run.stress(server, "--requests=1", "--waves=1", "--endpoint-auth");

        assertThat(server.credentialsAtEndpoint).containsExactly("none", FakeServer.CREDENTIALS);
    }

    @Test
    void otherKindsOfPoolsAreLeftAloneAndAnUnknownOneIsRefused() {
        Run run = Run.stress(server, "--pool=bouncer/shop");

        assertThat(run.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("leasewatch: --pool must be one of jdbc/shop, was bouncer/shop");
        assertThat(server.hits).hasValue(0);
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() {
        server.endpoint = exchange -> {
            server.leak("Orders.java:41");
            return 200;
        };

        Run run = Run.onATerminal(Run.stressArguments(server, "--json", "--requests=1"));
        JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();

        assertThat(report.get("endpoint").getAsString()).isEqualTo("/shop/orders");
        assertThat(report.get("exitCode").getAsInt()).isEqualTo(run.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(report.getAsJsonArray("poolsAtStart")).hasSize(1);
        assertThat(report.getAsJsonArray("waves")).hasSize(2);
        JsonObject second = report.getAsJsonArray("waves").get(1).getAsJsonObject();
        assertThat(second.get("inUse").getAsInt()).isEqualTo(2);
        assertThat(second.getAsJsonObject("requests")
                        .getAsJsonObject("latencyMillis")
                        .get("p99")
                        .getAsDouble())
                .isPositive();
        JsonObject verdict = report.getAsJsonObject("verdict");
        assertThat(verdict.get("leak").getAsString()).isEqualTo("leaking");
        assertThat(verdict.get("perWave").getAsDouble()).isEqualTo(1);
        assertThat(verdict.getAsJsonArray("sites")
                        .get(0)
                        .getAsJsonObject()
                        .get("site")
                        .getAsString())
                .isEqualTo("Orders.java:41");
    }

    @Test
    void onlyATerminalHasAProgressBarAndOnlyWhoWantsOne() {
        Run terminal = Run.onATerminal(Run.stressArguments(server, "--waves=1"));
        Run unwanted = Run.onATerminal(Run.stressArguments(server, "--waves=1", "--no-progress"));
        Run file = Run.stress(server, "--waves=1");

        assertThat(terminal.out()).contains("\r" + ESCAPE + "[Kwave 1/1 [##############################] 4/4");
        assertThat(unwanted.out()).contains("no leak").doesNotContain(ESCAPE, "\r" + ESCAPE);
        assertThat(file.out()).contains("no leak").doesNotContain(ESCAPE, "####");
    }
}
