package io.leasewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.cli.server.Environment;
import io.leasewatch.core.time.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopCommandTest {

    private static final String ESCAPE = "\u001b";

    private final FakeServer server = new FakeServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void poolsHoldersAndLeaksAreShownOnce() {
        server.leak("Orders.java:41");
        server.leases.add(server.lease("Orders.java:41", server.now()));

        Run run = top("--once");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out())
                .contains(server.base() + " is healthy")
                .containsPattern("jdbc/shop +1 +2 +0 +10 +10%")
                .containsPattern("bouncer/shop +7 +0 +3 +- +0%")
                .containsPattern("102 +1:15 min +jdbc/shop +idle +Orders.java:41 +shop GET /orders +ann")
                .containsPattern("1:15 min +thread_ended +jdbc/shop +Orders.java:41")
                .doesNotContain(ESCAPE);
    }

    @Test
    void whatIsWrongIsSaidInTheServersWordsAndOfWhatIsWellNothing() {
        server.judgements.add("""
                {"pool":"jdbc/shop","state":"critical","sentence":"jdbc/shop is leaking.","next":["Close it at Orders.java:41."]}""");
        server.judgements.add("""
                {"pool":"bouncer/shop","state":"ok","sentence":"No problem was found in bouncer/shop.","next":[]}""");

        Run run = top("--once");

        assertThat(run.out())
                .contains("critical: jdbc/shop is leaking." + System.lineSeparator() + "  Close it at Orders.java:41.")
                .doesNotContain("No problem was found");
        assertThat(top("--once", "--pool=bouncer/shop").out()).doesNotContain("is leaking");
    }

    @Test
    void nobodyIsShownWhereNobodyIs() {
        Run run = top("--once");

        assertThat(run.out()).contains("No watched connection is in use.", "No leak is open.");
    }

    @Test
    void moreThanThereIsRoomForIsCounted() {
        for (int i = 0; i < 5; i++) {
            server.leases.add(server.lease("Orders.java:41", server.now()));
            server.leak("Orders.java:42");
        }

        Run run = top("--once", "--rows=2");

        assertThat(run.out().split("Orders.java:41", -1)).hasSize(3);
        assertThat(run.out().split("Orders.java:42", -1)).hasSize(3);
        assertThat(run.out().split("\\.\\.\\. and 3 more", -1)).hasSize(3);
    }

    @Test
    void onePoolIsShownAloneAndAnUnknownOneIsRefused() {
        Run run = top("--once", "--pool=jdbc/shop");
        Run unknown = top("--once", "--pool=jdbc/nope");

        assertThat(run.out()).contains("jdbc/shop").doesNotContain("bouncer/shop");
        assertThat(unknown.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(unknown.err()).contains("--pool must be one of jdbc/shop, bouncer/shop, was jdbc/nope");
    }

    @Test
    void textOfTheServerCannotSteerTheTerminal() {
        server.leases.add(server.lease("Orders.java:41", server.now()).replace("ann", "\\u001b[2Jann\\n\\u202e"));

        Run run = top("--once");

        assertThat(run.out()).contains("?[2Jann??").doesNotContain(ESCAPE, "\u202e");
    }

    @Test
    void terminalIsClearedBeforeEachLookAndAFileIsNot() {
        Run terminal = Run.onATerminal("top", "--base-url=" + server.base(), "--count=2", "--interval=1");
        Run file = top("--count=1");

        assertThat(terminal.out().split(ESCAPE + "\\[H" + ESCAPE + "\\[2J", -1)).hasSize(3);
        assertThat(file.out()).contains("2026-03-01T12:00:00Z", "jdbc/shop").doesNotContain(ESCAPE);
    }

    @Test
    void linesAreNoLongerThanTheTerminalIsWide() {
        server.leases.add(server.lease("Orders.java:41", server.now()));
        Map<String, String> narrow =
                Map.of("LEASEWATCH_USER", "viewer", "LEASEWATCH_PASSWORD", "secret", "COLUMNS", "40");

        Run run = Run.with(narrow, true, "top", "--base-url=" + server.base(), "--count=1");

        assertThat(run.out().lines().skip(1)).isNotEmpty().allMatch(line -> line.length() <= 40);
    }

    @Test
    void serverThatIsGoneIsSaidToBeAndShownAgainWhenItIsBack() {
        StringWriter out = new StringWriter();
        Environment outside = new Environment(
                Map.of("LEASEWATCH_USER", "viewer", "LEASEWATCH_PASSWORD", "secret"),
                Ticker.SYSTEM,
                InstantSource.system(),
                false);
        CommandLine command = Cli.commandLine(outside).setOut(new PrintWriter(out));
        server.close();

        CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(
                () -> command.execute("top", "--base-url=" + server.base(), "--count=4", "--interval=1"));
        await().atMost(Duration.ofSeconds(20)).until(() -> out.toString().contains("does not answer"));
        try (FakeServer back = new FakeServer(server.port())) {
            assertThat(ended.join()).isZero();
            assertThat(back.base()).isEqualTo(server.base());
        }

        assertThat(out.toString())
                .contains("connection refused", "No answer since", "retrying every 1 s")
                .contains("jdbc/shop");
        assertThat(out.toString().indexOf("jdbc/shop"))
                .isGreaterThan(out.toString().indexOf("No answer since"));
    }

    @Test
    void whoMayNotLookIsToldAtOnce() {
        Run run = Run.with(
                Map.of("LEASEWATCH_USER", "viewer", "LEASEWATCH_PASSWORD", "wrong"),
                false,
                "top",
                "--base-url=" + server.base());

        assertThat(run.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(run.err()).contains("answered 401");
    }

    private Run top(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "top";
        arguments[1] = "--base-url=" + server.base();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Run.of(arguments);
    }
}
