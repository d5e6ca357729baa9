package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leasewatch.programs.Program;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunServerDashboardIT extends DashboardBehaviour {

    private static final String SITE = "TroubleResource.java:";

    private Page page;

    RunServerDashboardIT(LibertyServer server) {
        super(server);
    }

    @BeforeEach
    void look() {
        page = open(ADMIN, 1440, ColorScheme.LIGHT, "");
    }

    @Test
    void wellServerIsAQuietPageThatSaysSo() {
        assertThat(page.locator("#verdict").textContent()).contains("All pools are ok.");
        assertThat(page.locator(".card .name").allTextContents())
                .contains("jdbc/bookshop", "jdbc/reports", "jdbc/audit");
        assertThat(page.locator("#tab-panel .why").textContent()).isEqualTo("No open leases.");
        await().atMost(SOON)
                .until(() -> page.locator("#cost").textContent().matches(".*tasks take \\d+\\.\\d % of a core.*"));
        Chromium.picture(page, "well-light-1440");
    }

    @Test
    void verdictNamesTheLineAtFaultWithinTwoSeconds() {
        leak(3);

        await().atMost(LIVE).until(() -> page.locator("#verdict").textContent().contains(SITE));
        assertThat(page.locator("#verdict").textContent())
                .contains("Warning: jdbc/bookshop is leaking: 3 of 10 connections were taken at " + SITE)
                .contains("by GET /api/trouble/leak-thread, and their threads have ended.");
        assertThat(page.title()).startsWith("warning: jdbc/bookshop");
    }

    @Test
    void everyPanelShowsWhatTheApiSays() {
        leak(2);
        List<JsonObject> leases = monitor.connections();
        String site = leases.get(0).getJsonObject("site").getString("label");

        Locator card = page.locator(CARD);
        await().atMost(LIVE).until(() -> card.locator(".count").textContent().equals("2 of 10 in use"));
        assertThat(monitor.pool("jdbc/bookshop").getInt("inUseCount")).isEqualTo(2);
        await().atMost(LIVE)
                .until(() -> page.locator("#tab-panel tbody tr.leaked").count() == leases.size());
        assertThat(page.locator("#tab-panel tbody").textContent())
                .contains(site, "GET /api/trouble/leak-thread of bookshop", "thread ended");

        page.locator("#tab-leaks").click();
        assertThat(page.locator("#tab-panel tbody tr").count()).isEqualTo(1);
        assertThat(page.locator("#tab-panel tbody").first().textContent())
                .contains(site, "2 thread ended", "none ended");

        page.locator("#tab-sites").click();
        await().atMost(SOON)
                .until(() -> page.locator("#tab-panel tbody").textContent().contains(site));

        page.locator("#tab-alerts").click();
        String alert = monitor.list("alerts").get(0).getString("message");
        await().atMost(SOON)
                .until(() -> page.locator("#tab-panel tbody").textContent().contains(alert));

        page.locator("#tab-advice").click();
        await().atMost(SOON)
                .until(() -> page.locator("#tab-panel").textContent().contains("jdbc/bookshop"));
        page.locator("#tab-nested").click();
        assertThat(page.locator("#tab-panel .why").textContent()).isNotEmpty();
        assertThat(page.locator("#timeline-summary").textContent()).contains("jdbc/bookshop: ");
        assertThat(page.locator("#use-summary").textContent()).startsWith("In use 2, ");
    }

    @Test
    void everyPoolHasAChartOfItsOwnTheWorstFirst() {
        leak(2);
        Locator charts = page.locator("#use-multiples .multiple");
        await().atMost(LIVE)
                .until(() -> charts.first().locator(".value").textContent().equals("2 of 10"));
        assertThat(charts.first().locator(".name").textContent()).isEqualTo("jdbc/bookshop");
        assertThat(charts.count()).isBetween(2, 12);
        assertThat(page.locator(CARD).textContent()).contains("/min taken");
        assertThat(page.locator("#times-hint").textContent()).contains("/min taken and ");
        assertThat(page.locator("#use-summary").textContent()).contains("jdbc/bookshop: 2 of 10 in use, 0 waiting.");
        assertThat(page.locator("#use-chart").isHidden()).isTrue();

        charts.first().click();

        assertThat(page.url()).contains("pool=jdbc%2Fbookshop");
        page.locator("#use-chart .u-over").waitFor();
        assertThat(page.locator("#use-multiples").isHidden()).isTrue();
    }

    @Test
    void adminReclaimsALeaseByClickAndSeesWhatWasKeptOfIt() {
        leak(1);
        page.locator("#tab-panel tbody tr.leaked").click();
        page.locator(".detail").getByText("Its thread now: ended").waitFor();
        assertThat(page.locator(".detail").textContent()).contains(SITE.replace(":", ""), "has ended");

        page.locator(".detail button.danger").click();
        page.locator("dialog[open]").getByText("Dry run: would reclaim").waitFor();
        page.locator("dialog button.danger").click();
        page.locator("dialog").getByText("Recorded for admin").waitFor();

        await().atMost(SOON).until(() -> monitor.pool("jdbc/bookshop").getInt("inUseCount") == 0);
        await().atMost(SOON)
                .until(() -> page.locator("#tab-panel tbody tr.leaked").count() == 0);
        assertThat(monitor.ended("reclaimed")).isEqualTo(1);
    }

    @Test
    void identicalLeasesAreOneRowThatOpensAndCanBeReclaimedTogether() {
        leak(5);
        Locator rows = page.locator("#tab-panel tbody tr.leaked");
        await().atMost(LIVE).until(() -> rows.count() == 1 && rows.textContent().contains("5 × " + SITE));
        assertThat(page.locator("#tab-panel .tools .soft").first().textContent())
                .isEqualTo("5");
        Chromium.picture(page, "grouped-light-1440");

        rows.click();
        Locator members = page.locator("#tab-panel .members tbody tr.row");
        await().atMost(LIVE).until(() -> members.count() == 5);
        assertThat(page.url()).contains("group=");
        members.first().click();
        page.locator(".members .detail").getByText("Its thread now: ended").waitFor();
        assertThat(page.url()).contains("lease=");
        Chromium.picture(page, "group-open-light-1440");
        try (Page viewers = open(VIEWER, 1440, ColorScheme.LIGHT, page.url().replaceAll("^[^?]*", ""))) {
            viewers.locator(".members .detail")
                    .getByText("Stacks need the role leasewatch-admin.")
                    .first()
                    .waitFor();
            assertThat(viewers.locator("button.danger").count()).isZero();
        }

        page.getByText("Reclaim all of this line").click();
        page.locator("dialog[open]").getByText("Dry run: 5 would reclaim.").waitFor();
        page.locator("dialog button.danger").click();
        page.locator("dialog").getByText("Recorded for admin: 5 reclaimed").waitFor();

        await().atMost(SOON).until(() -> rows.count() == 0);
        await().atMost(SOON).until(() -> monitor.pool("jdbc/bookshop").getInt("inUseCount") == 0);
    }

    @Test
    void identicalLeasesCanBeShownOneByOne() {
        leak(4);
        Locator rows = page.locator("#tab-panel tbody tr.leaked");
        await().atMost(LIVE).until(() -> rows.count() == 1);

        page.getByText("Group identical").click();

        await().atMost(LIVE).until(() -> rows.count() == 4);
        assertThat(page.url()).contains("grouped=no");
    }

    @Test
    void barOfTheTimelineLeadsToItsRow() {
        leak(4);
        // The summary also counts leases of earlier tests, so it does not say whether these have arrived.
        page.locator("#tab-panel tbody tr.leaked")
                .getByText("4 × " + SITE)
                .first()
                .waitFor();
        page.locator(CARD).click();
        await().atMost(SOON)
                .until(() -> page.locator("#timeline-summary").textContent().startsWith("jdbc/bookshop: "));
        Locator timeline = page.locator("#timeline canvas");
        timeline.scrollIntoViewIfNeeded();
        double width = timeline.boundingBox().width;

        timeline.click(new Locator.ClickOptions().setPosition(width - 10, 28));

        page.locator(".members .detail h3").first().waitFor();
        assertThat(page.url()).contains("lease=");
        assertThat(
                        (boolean)
                                page.locator(".members tr.row:has([aria-expanded='true'])")
                                        .evaluate(
                                                "row => { const box = row.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"))
                .isTrue();
    }

    @Test
    void cleaningUpSaysWhatItWouldDoAndWhatItDid() {
        page.getByText("Clean up idle").click();
        page.locator("dialog[open]")
                .getByText("Dry run: 0 connections would be closed.")
                .waitFor();
        page.locator("dialog button.danger").click();

        page.locator("dialog").getByText("0 connections closed.").waitFor();
    }

    @Test
    void adminChangesAThresholdAndSeesWhatHoldsNow() {
        page.locator("#tab-alerts").click();
        page.getByText("Change a threshold").click();
        page.locator("dialog").getByText("The value is PT3S now.").waitFor();
        assertThat(page.locator("#setting-value").inputValue()).isEqualTo("PT3S");
        page.locator("#setting-value").fill("PT4S");
        page.locator("dialog button.danger").click();

        page.locator("dialog")
                .getByText("leasewatch.leak.threshold is PT4S now, changed by admin.")
                .waitFor();
        server.to("/leasewatch/api/settings").as(ADMIN).putJson("{\"leasewatch.leak.threshold\":null}");
    }

    @Test
    void adminSilencesAnAlertByClickAndEverybodySeesUntilWhen() {
        leak(1);
        page.locator("#tab-alerts").click();
        Locator row = page.locator("#tab-panel tbody tr:has-text('leaks'):has-text('firing')");
        row.getByText("Silence…").click();
        page.locator("dialog[open]")
                .getByText("no channel gets messages about it")
                .waitFor();
        assertThat(page.locator("#silence-time").inputValue()).isEqualTo("PT1H");
        page.locator("dialog button.danger").click();
        page.locator("dialog").getByText("Recorded for admin: silenced until").waitFor();
        page.locator("dialog button").click();

        // In the last hour of a day the time has a date before it.
        await().atMost(LIVE).until(() -> row.textContent().matches(".*silenced until .*[0-9:]+ by admin.*"));
        assertThat(page.locator("#verdict").textContent()).contains(SITE);
        try (Page viewers = open(VIEWER, 1440, ColorScheme.LIGHT, "?tab=alerts")) {
            viewers.getByText("by admin").waitFor();
            assertThat(viewers.locator("#tab-panel tbody button").count()).isZero();
        }

        row.getByText("End silence…").click();
        page.locator("dialog button.danger").click();
        page.locator("dialog").getByText("Recorded for admin: silence ended.").waitFor();
        page.locator("dialog button").click();
        row.getByText("Silence…", new Locator.GetByTextOptions().setExact(true)).waitFor();
        assertThat(row.textContent()).doesNotContain("silenced until");
    }

    @Test
    void linkOfAnAlertOpensTheAlerts() {
        try (Page linked = open(VIEWER, 1440, ColorScheme.LIGHT, "?alert=7")) {
            assertThat(linked.locator("#tab-alerts").getAttribute("aria-selected"))
                    .isEqualTo("true");
        }
    }

    @Test
    void viewerSeesNoButtonThatWouldBeRefusedAndNoStack() {
        leak(1);
        try (Page viewers = open(VIEWER, 1440, ColorScheme.LIGHT, "")) {
            viewers.locator("#tab-panel tbody tr.leaked").click();
            viewers.locator(".detail")
                    .getByText("Stacks need the role leasewatch-admin.")
                    .first()
                    .waitFor();

            assertThat(viewers.locator("button.danger").count()).isZero();
            assertThat(viewers.getByText("Clean up idle").count()).isZero();
        }
    }

    @Test
    void addressSaysWhatIsShownAndBackWorks() {
        page.locator(CARD).click();
        page.locator("#tab-sites").click();
        page.locator("#windows button").nth(1).click();
        assertThat(page.url()).contains("pool=jdbc%2Fbookshop", "tab=sites", "window=1h");

        page.goBack();
        page.goBack();
        assertThat(page.locator("#tab-leases").getAttribute("aria-selected")).isEqualTo("true");
        assertThat(page.locator(".card[aria-pressed=true]").count()).isEqualTo(1);

        try (Page colleague = open(VIEWER, 1440, ColorScheme.LIGHT, "?pool=jdbc/audit&tab=alerts")) {
            assertThat(colleague.locator(".card[aria-pressed=true] .name").textContent())
                    .isEqualTo("jdbc/audit");
            assertThat(colleague.locator("#tab-alerts").getAttribute("aria-selected"))
                    .isEqualTo("true");
        }
    }

    @Test
    void longerTimesAreDrawnFromTheHistory() {
        leak(2);
        await().atMost(SOON)
                .until(() -> server.get("/leasewatch/api/database/trail?since=PT1H&pool=jdbc/bookshop", VIEWER)
                        .body()
                        .contains("\"used\":2"));
        try (Page seen = open(VIEWER, 1440, ColorScheme.LIGHT, "?window=1h&pool=jdbc/bookshop")) {
            await().atMost(SOON)
                    .until(() -> seen.locator("#use-summary").textContent().startsWith("In use 2, "));
            assertThat(seen.locator("#use-why").isHidden()).isTrue();
        }
    }

    @Test
    void keyboardReachesWhatTheMouseDoes() {
        page.keyboard().press("2");
        assertThat(page.locator("#tab-leaks").getAttribute("aria-selected")).isEqualTo("true");
        page.keyboard().press("/");
        assertThat(page.evaluate("document.activeElement.type")).isEqualTo("search");
        page.keyboard().press("Tab");
        page.keyboard().press("p");
        assertThat(page.locator("#pause").getAttribute("aria-pressed")).isEqualTo("true");
        page.keyboard().press("?");
        assertThat(page.locator("dialog[open]").textContent()).contains("pause and resume");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]").count()).isZero();
    }

    @Test
    void pageThatHearsNothingSaysSoAndComesBack() {
        List<ProcessHandle> process = ProcessHandle.of(server.pid()).stream().toList();
        Program.signal("STOP", process);
        try {
            page.locator("#live.stale").waitFor();
            assertThat(page.locator("#live-text").textContent()).startsWith("stale: no data for");
            page.locator("#notice").getByText("No data since ").waitFor();
            page.locator("#verdict").getByText("Unknown since ").waitFor();
            assertThat(page.locator("#verdict .well").count()).isZero();
            Chromium.picture(page, "stale-light-1440");
        } finally {
            Program.signal("CONT", process);
        }

        page.locator("#live.on").waitFor();
        page.locator("#verdict .well").waitFor();
        assertThat(page.locator("#notice").isHidden()).isTrue();
    }

    @Test
    void filterIsInTheAddressOfEveryTable() {
        leak(2);
        page.locator("#tab-sites").click();
        await().atMost(SOON)
                .until(() -> page.locator("#tab-panel tbody").textContent().contains(SITE));

        page.locator("#tab-panel input[type=search]").fill("no such line");

        await().atMost(LIVE).until(() -> page.locator("#tab-panel tbody tr").count() == 0);
        assertThat(page.url()).contains("tab=sites", "filter=no+such+line");
        page.reload();
        await().atMost(SOON)
                .until(() -> page.locator("#tab-panel input[type=search]")
                        .inputValue()
                        .equals("no such line"));
        page.locator("#tab-alerts").click();
        assertThat(page.url()).doesNotContain("filter=");
        assertThat(page.locator("#tab-panel input[type=search]").inputValue()).isEmpty();
    }

    @Test
    void nestedAcquisitionsAreListed() {
        JsonObject found = Json.createReader(new StringReader("""
                {"nested":[{"outerPool":"jdbc/bookshop","outer":{"label":"Orders.java:12"},"innerPool":"jdbc/bookshop",
                 "inner":{"label":"Stock.java:34"},"depth":2,"threads":3,"poolThreads":3,"minimumPoolSize":4,"times":17,
                 "lastSeen":"2020-01-01T00:00:00Z"}]}""")).readObject();
        Script.answer(page, "**/api/database/nested?*", found.toString());

        page.keyboard().press("8");

        page.locator("#tab-panel tbody tr").getByText("Stock.java:34").waitFor();
        assertThat(page.locator("#tab-panel tbody").textContent()).contains("Orders.java:12", "17", "a pool of 4");
    }

    @Test
    void screenReaderHearsAVerdictOnceAndNotEachOfItsNumbers() {
        page.evaluate("""
                () => { window.said = []; new MutationObserver(() => window.said.push(document.getElementById('verdict-status').textContent))
                  .observe(document.getElementById('verdict-status'), { childList: true, characterData: true, subtree: true }); }""");

        leak(1);
        await().atMost(LIVE)
                .until(() -> page.locator("#verdict-status[role=status]")
                        .textContent()
                        .startsWith("Warning: jdbc/bookshop is leaking"));
        leak(1);
        await().atMost(LIVE).until(() -> page.locator("#verdict").textContent().contains("2 of 10 connections"));

        assertThat((int) page.evaluate("window.said.length")).isEqualTo(1);
    }

    @Test
    void colourOfALineDependsOnItsNameOnly() {
        String colours = """
                async ([module, names]) => {
                  const { colour } = await import(module);
                  return Object.fromEntries(names.map((name) => [name, colour(name)]));
                }""";
        List<String> names =
                IntStream.range(0, 20).mapToObj(i -> "Orders.java:" + i).toList();
        List<String> reversed = names.stream().sorted(Comparator.reverseOrder()).toList();

        Object one = page.evaluate(colours, List.of("./js/colours.js?one", names));
        Object other = page.evaluate(colours, List.of("./js/colours.js?other", reversed));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void longNamesAreShortenedInTheMiddleAndNothingTakesZeroMicroseconds() {
        Object texts = page.evaluate("""
                async () => {
                  const { short, shortened } = await import('./js/format.js');
                  return [shortened('jdbc/orders-of-the-north', 12), shortened('jdbc/app', 12), short(0), short(2e-7), short(5e-5)];
                }""");

        assertThat(texts).isEqualTo(List.of("jdbc/o…north", "jdbc/app", "0 s", "< 1 µs", "50 µs"));
    }

    @Test
    void whoWaitsIsShownWithThoseWhoHold() {
        List<CompletableFuture<Answer>> waiting = IntStream.range(0, 14)
                .mapToObj(i -> server.to("/bookshop/api/trouble/leak-thread").getLater())
                .toList();
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                .handle((all, e) -> "over")
                .join();
        await().atMost(SOON).until(() -> monitor.get("holders").getInt("count") > 0);

        page.locator("#tab-holders").click();
        page.locator("#tab-panel button").first().click();

        page.locator("#tab-panel .detail").first().waitFor();
        assertThat(page.locator("#tab-panel").textContent()).contains(SITE, "jdbc/bookshop");
        Chromium.picture(page, "exhausted-light-1440");
    }

    @Test
    void incidentIsShownWithItsStoryAndByItsAddress() {
        leak(2);
        page.locator("#tab-incidents .n", new Page.LocatorOptions().setHasText("1"))
                .waitFor();

        page.locator("#tab-incidents").click();
        page.locator("#tab-panel button", new Page.LocatorOptions().setHasText("What happened"))
                .first()
                .click();

        assertThat(page.locator("#tab-panel").textContent())
                .contains("jdbc/bookshop is leaking", " taken at " + SITE, "Opened: ");
        Chromium.picture(page, "incident-light-1440");
        monitor.heal();
        page.locator("#tab-panel .tag", new Page.LocatorOptions().setHasText("warning, ended"))
                .first()
                .waitFor();
        assertThat(page.url()).contains("incident=");
        page.reload();
        page.locator("#tab-panel h3", new Page.LocatorOptions().setHasText("What leaked"))
                .first()
                .waitFor();
    }

    @Test
    void pausedPageStandsStillWhateverIsClickedAndThenCatchesUp() {
        page.keyboard().press("p");

        leak(2);
        // The title is for whoever does not look at the page, and is never paused.
        await().atMost(LIVE).until(() -> page.title().startsWith("warning"));
        page.locator(CARD).click();

        assertThat(page.locator(CARD).getAttribute("aria-pressed")).isEqualTo("true");
        assertThat(page.locator("#verdict").textContent()).contains("All pools are ok.");
        assertThat(page.locator(CARD + " .count").textContent()).isEqualTo("0 of 10 in use");
        assertThat(page.locator("#tab-panel tbody tr.leaked").count()).isZero();
        page.keyboard().press("p");
        await().atMost(LIVE)
                .until(() -> page.locator("#tab-panel tbody tr.leaked").count() == 2);
    }

    @Test
    void leaseThatWasGivenBackSaysHowThatCame() {
        leak(1);
        page.locator("#tab-panel tbody tr.leaked").click();
        page.locator(".detail").getByText("Its thread now: ended").waitFor();

        server.to("/bookshop/api/trouble/heal").post("");

        page.locator(".detail").getByText("How it ended").waitFor();
        assertThat(page.locator("#tab-panel .why").textContent()).isEqualTo("No open leases.");
        page.keyboard().press("Escape");
        await().atMost(LIVE).until(() -> page.locator(".detail").count() == 0);
    }

    @Test
    void threeClicksInTheBookshopMakeTheDashboardNameTheLine() {
        try (Page shop = chromium.page(VIEWER, 1440, ColorScheme.LIGHT)) {
            shop.navigate(server.url("/bookshop/"));
            for (int i = 0; i < 3; i++) {
                shop.getByText("Forget on a thread").click();
                shop.locator("output").getByText("200").waitFor();
            }
            Chromium.picture(shop, "bookshop");
        }

        await().atMost(SOON)
                .until(() ->
                        page.locator("#verdict").textContent().contains("3 of 10 connections were taken at " + SITE));
        page.locator("#tab-panel tbody tr.leaked").first().click();
        page.locator(".detail h3").first().waitFor();
        Chromium.picture(page, "three-clicks");
    }

    @Test
    void policyAllowsNothingUnsafe() {
        String policy = server.get("/leasewatch/", VIEWER).header("Content-Security-Policy");

        assertThat(policy).contains("default-src 'none'", "script-src 'self'").doesNotContain("unsafe");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT,1440", "DARK,1440", "LIGHT,390", "DARK,390"})
    void leakingPageIsReadableByEverybody(ColorScheme scheme, int width) {
        leak(7);
        try (Page seen = open(ADMIN, width, scheme, "")) {
            await().atMost(SOON)
                    .until(() -> seen.locator("#tab-panel tbody tr.leaked")
                            .textContent()
                            .contains("7 × " + SITE));

            Chromium.assertReadable(seen);
            Chromium.picture(seen, "leaking-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
        }
    }
}
