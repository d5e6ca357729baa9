package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other times than now: moments that a link leads to, long windows, what is drawn over with the mouse, and what will be. */
class RunServerTimeTravelIT extends DashboardBehaviour {

    private static final Pattern WINDOW = Pattern.compile("window=(\\d+)s");
    private static final String BOOKSHOP = "pool=jdbc/bookshop";

    RunServerTimeTravelIT(LibertyServer server) {
        super(server);
    }

    private Page open(String query) {
        return open(VIEWER, 1440, ColorScheme.LIGHT, query);
    }

    @Test
    void linkToAMomentShowsItAndEscapeLeadsBackToNow() {
        leak(1);
        Page page = open("?" + BOOKSHOP + "&window=90s&at=" + Instant.now().minusSeconds(20));

        assertThat(page.locator("#notice").textContent())
                .contains("The timeline and the charts show 1 min 30 s around ", "Everything else shows now.");
        page.locator("#clock").getByText("showing ").waitFor();
        assertThat(page.locator("#timeline-now").isVisible()).isTrue();
        await().atMost(SOON)
                .until(() -> page.locator("#timeline-summary").textContent().startsWith("jdbc/bookshop: "));
        await().atMost(SOON)
                .until(() -> page.locator("#use-summary").textContent().startsWith("In use "));

        page.keyboard().press("Escape");

        assertThat(page.evaluate("location.href").toString()).doesNotContain("at=", "window=");
        assertThat(page.locator("#notice").isHidden()).isTrue();
        assertThat(page.locator("#timeline-now").isHidden()).isTrue();
        page.goBack();
        page.locator("#notice").getByText("Back to now").click();
        assertThat(page.evaluate("location.href").toString())
                .doesNotContain("at=")
                .contains("pool=");
    }

    @Test
    void momentThatHasNotComeSaysSo() {
        Year later = Year.now(ZoneOffset.UTC).plusYears(5);

        Page page = open("?at=" + later + "-03-05T07:11:13Z");

        assertThat(page.locator("#notice").textContent()).contains("05 Mar " + later + ", 07:11:13");
        assertThat(page.locator("#use-why").textContent()).isEqualTo("This time is in the future.");
        assertThat(page.locator("#times-why").textContent()).isEqualTo("This time is in the future.");
        assertThat(page.locator(".timeline .why").textContent()).isEqualTo("This time is in the future.");
    }

    @Test
    void momentOfWhichNothingIsKeptSaysWhy() {
        Page page = open("?window=1h&at=2001-03-05T07:11:13Z");

        page.locator("#use-why")
                .getByText("The history has no data for this time. It goes back by leasewatch.history.keep")
                .waitFor();
        assertThat(page.locator(".timeline .why").textContent())
                .startsWith("The leases of this time are unknown: the monitor started at ");
    }

    @ParameterizedTest
    @CsvSource({"yesterday, 1y", "1, 25h", "2031-13-05T07:11:13Z, 5"})
    void addressThatCannotBeShownSaysWhat(String at, String window) {
        Page page = open("?at=" + at + "&window=" + window + "&tab=shelves&pool=jdbc/none");

        page.locator("#notice")
                .getByText("Pool jdbc/none does not exist now: the application that used it has stopped")
                .waitFor();
        assertThat(page.locator("#notice").textContent())
                .contains("at must be a moment such as 2031-03-05T07:11:13Z, was " + at + ". The page shows now.")
                .contains("window must be a time from 10s to 24h, was " + window + ". The page shows 5 minutes.")
                .contains(
                        "tab must be one of leases, leaks, sites, holders, advice, alerts, incidents, nested, was shelves.");
        assertThat(page.locator("#timeline-now").isHidden()).isTrue();
    }

    @Test
    void dayIsAskedOfTheHistory() {
        Page page = blank(VIEWER, 1440, ColorScheme.LIGHT);

        Request asked = page.waitForRequest(
                "**/api/database/trail?since=*",
                () -> page.navigate(server.url("/leasewatch/?window=24h&" + BOOKSHOP)));

        assertThat(URLDecoder.decode(asked.url(), StandardCharsets.UTF_8)).endsWith("trail?since=PT86400S&" + BOOKSHOP);
        assertThat(asked.response().status()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> page.locator("#use-summary").textContent().startsWith("In use "));
    }

    @Test
    void gapsOfTheHistoryAreGapsAndWhatIsFarApartIsNone() {
        Instant now = Instant.now();
        Instant down = now.minus(Duration.ofHours(4));
        Instant up = now.minus(Duration.ofHours(2));
        String points = LongStream.iterate(now.minus(Duration.ofHours(6)).toEpochMilli(), at -> at + 300_000)
                .takeWhile(at -> at < now.toEpochMilli())
                .filter(at -> at < down.toEpochMilli() || at > up.toEpochMilli())
                .mapToObj("{\"at\":%d,\"used\":2,\"idle\":1,\"max\":10}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        Page page = blank(VIEWER, 1440, ColorScheme.LIGHT);
        Script.answer(page, "**/api/database/trail?since=*", "{\"jdbc/bookshop\":" + points + "}");

        visit(page, server.url("/leasewatch/?window=6h&" + BOOKSHOP));

        await().atMost(SOON)
                .until(() -> page.locator("#use-summary").textContent().contains("No data "));
        assertThat(page.locator("#use-summary").textContent().split(" to ")).hasSize(2);
        hover(page, "#use-chart .u-over", (6 - 3.5) / 6);
        assertThat(legend(page, "use", "in use")).isEqualTo("–");
        hover(page, "#use-chart .u-over", (6 - 5) / 6.0);
        assertThat(legend(page, "use", "in use")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"#timeline canvas, 48, 300", "#use-chart .u-over, 0, 300"})
    void whatIsDrawnOverIsLookedAtAloneAndStandsInTheAddress(String where, int beside, int seconds) {
        leak(1);
        Page page = open("?" + BOOKSHOP);
        await().atMost(SOON)
                .until(() -> page.locator("#timeline-summary").textContent().startsWith("jdbc/bookshop: "));
        settle(page);
        page.locator(where).scrollIntoViewIfNeeded();
        BoundingBox box = page.locator(where).boundingBox();
        double y = box.y + box.height / 2;

        page.mouse().move(box.x + box.width * 0.25, y);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.5, y);
        page.mouse().move(box.x + box.width * 0.75, y);
        page.mouse().up();

        page.waitForURL(url -> url.contains("at="));
        Matcher window = WINDOW.matcher(page.evaluate("location.href").toString());
        assertThat(window.find()).as(page.url()).isTrue();
        double drawn = seconds * box.width * 0.5 / (box.width - beside);
        assertThat(Double.parseDouble(window.group(1))).isBetween(drawn - 3, drawn + 3);
        page.goBack();
        assertThat(page.evaluate("location.href").toString()).doesNotContain("at=", "window=");
    }

    @Test
    void whatIsPointedAtIsPointedAtEverywhere() {
        server.get("/bookshop/api/books");
        leak(1);
        Page page = open("?" + BOOKSHOP);
        await().atMost(SOON).until(() -> legend(page, "use", "in use").equals("1"));
        page.locator("#times-chart .u-legend").waitFor();
        settle(page);
        page.keyboard().press("p");
        hover(page, "#use-chart .u-over", 0.25);
        page.mouse().move(1, 1);
        Object before = await().atMost(LIVE).until(() -> picture(page), picture -> picture.equals(picture(page)));

        hover(page, "#use-chart .u-over", 0.95);

        String moment = legend(page, "use", "at");
        assertThat(moment).matches("\\d\\d:\\d\\d:\\d\\d");
        assertThat(legend(page, "times", "at")).isEqualTo(moment);
        await().atMost(LIVE).until(() -> !picture(page).equals(before));

        hover(page, "#timeline canvas", 0.9);

        assertThat(legend(page, "use", "at")).isNotEqualTo(moment).isEqualTo(legend(page, "times", "at"));
        page.mouse().move(1, 1);
        await().atMost(LIVE).until(() -> picture(page).equals(before));
    }

    @Test
    void whereALeakIsGoingIsABandBeyondNowAndASentence() {
        Page page = blank(VIEWER, 1440, ColorScheme.LIGHT);
        String advice = """
                {"jdbc/bookshop":{"pool":"jdbc/bookshop","size":{"direction":"unknown","max":10,"recommended":null,"reasons":[]},
                 "forecast":{"exhaustedInSeconds":120,"earliestSeconds":60,"latestSeconds":300,"summary":"exhaustion is forecast"},
                 "verdict":{"cause":"leak","sentence":"It is leaking.","evidence":[]}}}""";
        new Script(server)
                .snapshot(
                        "a-1",
                        state -> state.add(
                                        "/put/advice",
                                        Json.createReader(new StringReader(advice))
                                                .readObject())
                                .replace("/put/pools/jdbc~1bookshop/used", Json.createValue(4)))
                .playTo(page);

        page.navigate(server.url("/leasewatch/?" + BOOKSHOP));
        await().atMost(SOON)
                .until(() -> page.locator("#use-summary").textContent().startsWith("In use 4, "));

        assertThat(page.locator("#use-summary").textContent())
                .endsWith(
                        "Forecast: all 10 connections in use in about 2 min, 1 min at the earliest, 5 min at the latest.");
        hover(page, "#use-chart .u-over", 0.999);
        assertThat(legend(page, "use", "in use")).isEqualTo("–");
        assertThat(legend(page, "use", "at least")).isEqualTo("5");
        assertThat(legend(page, "use", "forecast")).isEqualTo("7");
        assertThat(legend(page, "use", "at most")).isEqualTo("10");
    }

    @Test
    void historyThatComesLateIsDrawnBeforeWhatWasReceivedMeanwhile() {
        Page page = blank(VIEWER, 1440, ColorScheme.LIGHT);
        new Script(server)
                .snapshot("a-1", state -> state.replace("/put/pools/jdbc~1bookshop/used", Json.createValue(4)))
                .playTo(page);
        Deque<Route> asked = new ArrayDeque<>();
        page.route("**/api/database/trail", asked::add);
        page.navigate(server.url("/leasewatch/?" + BOOKSHOP));
        Locator summary = page.locator("#use-summary");
        summary.getByText("In use 4, ").waitFor();

        page.waitForResponse("**/api/database/trail", () -> asked.remove().resume());

        hover(page, "#use-chart .u-over", 0.5);
        await().atMost(SOON).until(() -> !legend(page, "use", "in use").equals("4"));
        assertThat(summary.textContent()).startsWith("In use 4, ");
    }

    @Test
    void verdictOfAPastMomentIsThatOfThen() {
        leak(1);
        String open = "/leasewatch/api/incidents?open=true&pool=jdbc/bookshop";
        await().atMost(SOON).until(() -> server.get(open, VIEWER).json().getInt("count") == 1);
        Instant then = Instant.now();
        monitor.heal();

        Page page = open("?" + BOOKSHOP + "&at=" + then);
        Locator verdict = page.locator("#verdict");
        verdict.getByText("TroubleResource.java:57").waitFor();
        assertThat(verdict.textContent())
                .startsWith("At ")
                .contains("Warning: ")
                .doesNotContain("All pools are ok");
        verdict.getByText("Show incident").click();
        page.locator("#tab-panel").getByText("Opened: ").first().waitFor();

        page.navigate(server.url("/leasewatch/?" + BOOKSHOP + "&at=" + then.minus(Duration.ofHours(1))));
        verdict.getByText("No problem of this moment is known.").waitFor();
        page.keyboard().press("Escape");
        await().atMost(SOON).until(() -> !verdict.textContent().startsWith("At "));
    }

    @Test
    void timeWhoseLeasesAreUnknownIsShadedAndSaid() {
        leak(1);
        Page page = blank(VIEWER, 1440, ColorScheme.LIGHT);
        long now = Instant.now().toEpochMilli();
        new Script(server)
                .snapshot(
                        "a-1",
                        state -> state.replace(
                                        "/put/server/server/timeline",
                                        Json.createObjectBuilder()
                                                .add("startedAt", now - 200_000)
                                                .add("completeSince", now - 100_000)
                                                .build())
                                // A lease of an earlier test may be where the pointer will be.
                                .add("/put/ended", JsonValue.EMPTY_JSON_OBJECT))
                .playTo(page);

        page.navigate(server.url("/leasewatch/?" + BOOKSHOP));

        page.locator("#timeline-legend")
                .getByText("unknown: the monitor started at ")
                .waitFor();
        assertThat(page.locator("#timeline-legend").textContent())
                .contains("incomplete: of the leases that ended before ");
        hover(page, "#timeline canvas", 0.15);
        page.locator("#tip")
                .getByText("Leases of this time are unknown: the monitor started at ")
                .waitFor();
        assertThat(isShaded(page, 0.15)).isTrue();
        hover(page, "#timeline canvas", 0.5);
        page.locator("#tip").getByText("Leases of this time are incomplete: ").waitFor();
        assertThat(isShaded(page, 0.5)).isTrue();
        hover(page, "#timeline canvas", 0.85);
        assertThat(page.locator("#tip").isHidden()).isTrue();
        assertThat(isShaded(page, 0.85)).isFalse();
        Chromium.picture(page, "unknown-light-1440");
    }

    /** Whether the timeline has the colour of unknown time at this share of its width. */
    private static boolean isShaded(Page page, double share) {
        return (boolean) page.locator("#timeline canvas").evaluate("""
                        (canvas, share) => {
                          // Beside the cursor. Read from a copy, because the page's own canvas is not made for reading.
                          const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
                          const pen = copy.getContext('2d', { willReadFrequently: true });
                          pen.drawImage(canvas, 0, 0);
                          const pixels = pen.getImageData(Math.round(canvas.width * share) + 9, 0, 1, canvas.height).data;
                          const unknown = getComputedStyle(document.documentElement).getPropertyValue('--unknown');
                          const colours = Array.from({ length: canvas.height }, (_, y) =>
                            '#' + [...pixels.slice(4 * y, 4 * y + 3)].map((part) => part.toString(16).padStart(2, '0')).join(''));
                          return colours.filter((colour) => colour === unknown.trim()).length > canvas.height / 3;
                        }""", share);
    }

    /** What the timeline looks like, after it was drawn if something has changed. */
    private static Object picture(Page page) {
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        return page.locator("#timeline canvas").evaluate("canvas => canvas.toDataURL()");
    }

    /** The verdict is the last to come, and moves everything that is below it. */
    private static void settle(Page page) {
        await().atMost(SOON).until(() -> page.locator("#verdict").textContent().contains("is leaking"));
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    private static void hover(Page page, String where, double share) {
        page.locator(where).scrollIntoViewIfNeeded();
        BoundingBox box = page.locator(where).boundingBox();
        // A browser that has not seen the pointer move takes it for having been there.
        page.mouse().move(box.x + box.width * share - 3, box.y + box.height / 2);
        page.mouse().move(box.x + box.width * share, box.y + box.height / 2);
    }

    /** What the legend of a chart says of a series. */
    private static String legend(Page page, String chart, String series) {
        Locator row = page.locator("#" + chart + "-chart .u-series")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".u-label")
                                .getByText(series, new Locator.GetByTextOptions().setExact(true))));
        return row.locator(".u-value").textContent();
    }
}
