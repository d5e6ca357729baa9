package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leasewatch.it.Line.Talk;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dashboard makes of a line that breaks, a server that is another one now, and a login that is over. */
class RunServerFeedIT extends DashboardBehaviour {

    private static final String ROWS = "#tab-panel tbody tr.leaked";

    private Line line;
    private Page page;

    RunServerFeedIT(LibertyServer server) {
        super(server);
    }

    @BeforeEach
    void layTheLine() throws IOException {
        line = new Line(server);
        page = blank(VIEWER, 1440, ColorScheme.LIGHT);
    }

    @AfterEach
    void takeItUp() throws IOException {
        line.close();
    }

    /** A browser says so itself when something does not get through. */
    @Override
    boolean isExpected(String complaint) {
        return complaint.startsWith("Failed to load resource");
    }

    @Test
    void lineThatWasCutGoesOnWhereItWasAndNothingIsMissedOrTwice() {
        visit(page, line.url("/leasewatch/"));
        leak(1);
        await().atMost(LIVE).until(() -> page.locator(ROWS).count() == 1);

        line.cut();
        leak(1);
        assertThat(page.locator(ROWS).count()).isEqualTo(1);
        line.mend();
        await().atMost(SOON).until(() -> page.locator(ROWS).count() == 2);

        Talk first = line.talks().get(0);
        Talk again = line.talks().get(1);
        assertThat(first.question()).doesNotContain("Last-Event-ID");
        assertThat(first.answer()).contains("event: snapshot", "event: change");
        assertThat(again.question()).contains("Last-Event-ID: ");
        await().atMost(LIVE).until(() -> again.answer().indexOf("event: change") >= 0);
        assertThat(again.answer()).doesNotContain("event: snapshot");
        page.locator("#live.on").waitFor();
        assertThat(page.locator("#tab-panel tbody tr").count()).isEqualTo(2);
    }

    @Test
    void whoWasAwayForLongerThanIsRememberedIsToldEverythingAnew() {
        visit(page, line.url("/leasewatch/"));
        leak(1);
        await().atMost(LIVE).until(() -> page.locator(ROWS).count() == 1);

        line.cut();
        monitor.heal();
        line.age();
        line.mend();

        await().atMost(SOON).until(() -> page.locator("#tab-panel tbody tr").count() == 0);
        Talk again = line.talks().get(1);
        assertThat(again.question()).contains("Last-Event-ID: ");
        await().atMost(LIVE).until(() -> again.answer().indexOf("event: snapshot") >= 0);
        page.locator("#live.on").waitFor();
    }

    @Test
    void whereEventsDoNotGetThroughThePageAsksAndSaysSoUntilTheyDo() {
        line.mute();
        visit(page, line.url("/leasewatch/"));

        assertThat(page.locator("#live-text").textContent()).isEqualTo("live, polling every 2 s");
        leak(1);
        await().atMost(LIVE.multipliedBy(2)).until(() -> page.locator(ROWS).count() == 1);
        monitor.heal();
        await().atMost(LIVE.multipliedBy(2))
                .until(() -> page.locator("#tab-panel tbody tr").count() == 0);

        line.unmute();
        page.locator("#live-text").getByText("live", exactly()).waitFor();
        leak(2);
        await().atMost(LIVE).until(() -> page.locator(ROWS).count() == 2);
    }

    @Test
    void eventsThatAreRefusedAreTriedAgainAfterHalfAMinute() {
        page.clock().install();
        Script.refuse(page, "**/api/events", 502, "There is no way to the server.");
        page.navigate(server.url("/leasewatch/"));
        pass(2);
        page.locator("#live-text").getByText("live, polling every 2 s").waitFor();

        page.unroute("**/api/events");
        pass(31);

        page.locator("#live-text").getByText("live", exactly()).waitFor();
    }

    /** Lets the page's clock run while the machine's does not. */
    private void pass(int seconds) {
        page.clock().fastForward(seconds * 1000L);
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    @Test
    void whoIsLoggedOutIsToldSoOnceAndIsNotAskedForAPasswordAgain() {
        visit(page, line.url("/leasewatch/"));
        AtomicInteger asked = new AtomicInteger();
        refuse(401, "Log in.");
        page.onRequest(request -> asked.addAndGet(request.url().endsWith("/now") ? 1 : 0));

        line.cut();
        page.locator("#live-text").getByText("logged out").waitFor();

        assertThat(page.locator("#live").getAttribute("class")).contains("stale");
        assertThat(page.locator("#notice").textContent())
                .contains("You are not logged in any more. Reload the page to log in.");
        page.waitForTimeout(2_500);
        assertThat(asked).hasValue(1);
        line.mend();
        page.unrouteAll();
        page.getByText("Reload", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("#live.on").waitFor();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | This user does not have the required role.                           | access denied       ",
                "503 | The limit of 100 viewers is reached. Try again later. | connecting"
            })
    void whoIsRefusedReadsWhatTheServerSays(int status, String words, String state) {
        refuse(status, words);

        page.navigate(server.url("/leasewatch/"));

        page.locator("#notice").getByText(words).waitFor();
        assertThat(page.locator("#live-text").textContent()).isEqualTo(state);
    }

    private void refuse(int status, String words) {
        Script.refuse(page, "**/api/events", status, words);
        Script.refuse(page, "**/api/events/now", status, words);
    }

    @Test
    void anotherServerInTheOldOnesPlaceIsBelievedFromItsFirstWord() {
        leak(1);
        String id = String.valueOf(monitor.connections().get(0).getInt("id"));
        new Script(server)
                .snapshot("before-900", state -> state)
                .snapshot(
                        "after-1",
                        state -> state.replace("/put/leases/" + id + "/endpoint", Json.createValue("GET /another"))
                                .replace("/put/pools/jdbc~1bookshop/used", Json.createValue(4)))
                .playTo(page);

        page.navigate(server.url("/leasewatch/?lease=" + id));
        page.locator(".detail").waitFor();

        page.locator(CARD).getByText("4 of 10 in use").waitFor();
        assertThat(page.locator("#tab-panel tbody").textContent()).contains("GET /another of bookshop");
        // A lease of the same number is another lease.
        await().atMost(LIVE).until(() -> page.locator(".detail").count() == 0);
        assertThat(page.evaluate("location.href").toString()).doesNotContain("lease=");
    }

    @Test
    void switchedOffServerIsSaidToBeUnknownAndNotGreen() {
        new Script(server)
                .snapshot("a-1", state -> state.replace("/put/server/server/enabled", JsonValue.FALSE))
                .playTo(page);

        page.navigate(server.url("/leasewatch/"));

        page.locator("#notice").getByText("Watching is switched off").waitFor();
        assertThat(page.locator("#verdict").textContent()).startsWith("Unknown").doesNotContain("All pools are ok");
        assertThat(page.locator("#verdict .well").count()).isZero();
        Chromium.picture(page, "off-light-1440");
    }

    @Test
    void poolThatIsGoneLosesItsCardAndThePageSaysSo() {
        new Script(server)
                .snapshot("a-1", state -> state)
                .gone("a-2", "pools", "jdbc/bookshop")
                .playTo(page);

        page.navigate(server.url("/leasewatch/?pool=jdbc/bookshop"));
        page.locator(CARD).waitFor();
        page.locator("#notice")
                .getByText("Pool jdbc/bookshop does not exist now")
                .waitFor();

        assertThat(page.locator(CARD).count()).isZero();
        assertThat(page.locator(".card").count()).isPositive();
        page.getByText("All pools", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.evaluate("location.href").toString()).doesNotContain("pool=");
        assertThat(page.locator("#notice").textContent()).doesNotContain("does not exist");
    }

    @Test
    void historyThatCannotBeReadIsSaidWhereItIsMissedAndTheRestGoesOn() {
        Script.refuse(
                page,
                "**/api/database/trail?since=*",
                503,
                "The history is not available now. Leave out the parameter since to get the last five minutes.");

        visit(page, server.url("/leasewatch/?window=24h&pool=jdbc/bookshop"));

        page.locator("#use-hint").getByText("The history is not available now.").waitFor();
        assertThat(page.locator("#use-why").isHidden()).isTrue();
        leak(1);
        await().atMost(LIVE)
                .until(() -> page.locator("#use-summary").textContent().startsWith("In use 1, "));
        assertThat(page.locator("#use-hint").textContent())
                .contains("The chart shows only data that this page has received.");
    }
}
