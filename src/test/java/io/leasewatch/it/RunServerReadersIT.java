package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboard for all its readers: who copies what stands there, has no mouse, large letters, own colours, or a very small or large screen. */
class RunServerReadersIT extends DashboardBehaviour {

    private static final String ROWS = "#tab-panel tbody tr.leaked";

    /** Elements with a text of their own that reach beyond the window, or are cut off without a title that says it all. */
    private static final String CUT_OFF = """
            [...document.querySelectorAll('body *')]
              .filter((one) => [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()))
              .filter((one) => one.offsetParent && !one.closest('.sr, .scroll, .skip, .u-legend'))
              .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
                || (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible' && !one.title))
              .map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 60)}`)""";

    RunServerReadersIT(LibertyServer server) {
        super(server);
    }

    private Page open(String query) {
        return open(ADMIN, 1440, ColorScheme.LIGHT, query);
    }

    private Page openLeaking(int width) {
        leak(3);
        Page page = open(ADMIN, width, ColorScheme.LIGHT, "");
        await().atMost(SOON).until(() -> page.locator(ROWS).count() == 3);
        await().atMost(SOON).until(() -> page.locator("#verdict").textContent().contains("is leaking"));
        return page;
    }

    private static String clipboard(Page page) {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    private static void allowToCopy(Page page) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    @Test
    void tableIsCopiedAsItStandsThere() {
        Page page = openLeaking(1440);
        allowToCopy(page);

        page.getByText("Copy table").click();
        page.getByText("Copied").waitFor();

        List<String> lines = clipboard(page).lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("Held for\tTaken at\tBy\tPool\tActivity\tLeak\tLast statement\tUser");
        assertThat(lines.subList(1, 4))
                .allSatisfy(line -> assertThat(line.split("\t", -1))
                        .hasSize(8)
                        .contains("GET /api/trouble/leak-thread of bookshop", "jdbc/bookshop", "thread ended"));
    }

    @Test
    void wholePageIsCopiedInWords() {
        Page page = openLeaking(1440);
        allowToCopy(page);

        page.locator("#copy").click();
        page.getByText("Copied").waitFor();

        assertThat(clipboard(page))
                .contains(
                        "Warning: jdbc/bookshop is leaking: 3 of 10",
                        "3 open leases.",
                        "jdbc/bookshop: 3 of 10 in use, ",
                        "In use 3, ",
                        page.url());
    }

    @Test
    void pageWithoutAClipboardCopiesAllTheSame() {
        Page page = open("?tab=sites");
        allowToCopy(page);
        page.evaluate(
                "Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject(new Error('not here')) })");

        page.locator("#copy").click();
        page.getByText("Copied").waitFor();

        assertThat(clipboard(page)).startsWith("Leasewatch on ");
    }

    @Test
    void cellThatThePointerIsOnStandsStillAndCanBeSelected() {
        Page page = openLeaking(1440);
        Locator age = page.locator(ROWS + " .age").first();
        age.hover();
        page.locator("#tab-panel .still.on").waitFor();
        String before = page.locator("#tab-panel tbody").textContent();
        String clock = page.locator("#clock").textContent();

        leak(1);
        await().atMost(LIVE)
                .until(() -> page.locator(CARD + " .count").textContent().startsWith("4 of "));
        BoundingBox site = page.locator(ROWS + " .site .mono").first().boundingBox();
        page.mouse().move(site.x + 1, site.y + site.height / 2);
        page.mouse().down();
        page.mouse().move(site.x + site.width - 1, site.y + site.height / 2);
        page.mouse().up();

        await().atMost(LIVE).until(() -> !page.locator("#clock").textContent().equals(clock));
        assertThat(page.locator("#tab-panel tbody").textContent()).isEqualTo(before);
        assertThat((String) page.evaluate("getSelection().toString()")).contains("TroubleResource");
        page.mouse().move(1, 1);
        await().atMost(LIVE)
                .until(() -> page.locator(ROWS).first().textContent().contains("4 × TroubleResource"));
    }

    @Test
    void nothingMovesForWhoWantsNothingToMove() {
        Page page = openLeaking(1440);
        String moving = """
                [...document.querySelectorAll('*')].filter((one) => {
                  const style = getComputedStyle(one);
                  return style.transitionDuration.split(', ').some((time) => time !== '0s') || style.animationName !== 'none';
                }).map((one) => one.className)""";
        page.evaluate("document.querySelector('.bar i').style.transition = 'width 1s'");
        assertThat((List<?>) page.evaluate(moving)).hasSize(1);

        page.emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));

        assertThat((List<?>) page.evaluate(moving)).isEmpty();
    }

    @Test
    void ownColoursStillTellWhatIsUsedAndChosenAndFocused() {
        leak(3);
        Page page = open("?pool=jdbc/bookshop");
        page.emulateMedia(new EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        await().atMost(SOON).until(() -> page.locator(ROWS).count() == 3);

        assertThat(colour(page, CARD + " .bar .u")).isNotEqualTo(colour(page, CARD + " .bar"));
        assertThat(colour(page, CARD + " .bar .i")).isNotEqualTo(colour(page, CARD + " .bar .u"));
        assertThat(colour(page, ROWS + " .age i")).isNotEqualTo(colour(page, ROWS + " .age .track"));
        assertThat(css(page, CARD, "borderTopColor"))
                .isNotEqualTo(css(page, ".card[aria-pressed=false]", "borderTopColor"));
        assertThat(css(page, "#tab-leases", "borderBottomColor"))
                .isNotEqualTo(css(page, "#tab-sites", "borderBottomColor"));
        assertThat(page.locator("#verdict").textContent()).contains("Warning: ");
        Chromium.picture(page, "forced-colours");
    }

    private static String colour(Page page, String of) {
        return css(page, of, "backgroundColor");
    }

    private static String css(Page page, String of, String property) {
        return (String) page.locator(of).first().evaluate("(one, name) => getComputedStyle(one)[name]", property);
    }

    @Test
    void everyWidthAndLettersOfTwiceTheSizeShowEverything() {
        Page page = openLeaking(360);
        page.locator(ROWS + " button.open").first().click();
        page.locator(".detail h3").first().waitFor();

        for (int width : new int[] {360, 720, 1440, 3840}) {
            page.setViewportSize(width, 1000);
            assertThat(
                            (boolean)
                                    page.locator(".detail")
                                            .evaluate(
                                                    "one => one.getBoundingClientRect().right <= one.closest('.scroll').getBoundingClientRect().right"))
                    .as("what is open in a row is seen whole")
                    .isTrue();
            assertFits(page, "width-" + width);
        }
        page.setViewportSize(1440, 1000);
        page.evaluate("document.documentElement.style.zoom = 2");
        assertFits(page, "twice-as-large");
    }

    private static void assertFits(Page page, String name) {
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        Chromium.picture(page, name);
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(name)
                .isTrue();
        assertThat((List<?>) page.evaluate(CUT_OFF)).as(name).isEmpty();
    }

    @Test
    void tabKeyGoesThroughThePageAsItIsReadAndIsAlwaysSeen() {
        Page page = openLeaking(1440);
        List<Integer> order = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("document.activeElement === document.body")) {
                break;
            }
            order.add((Integer) page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"));
            names.add((String) page.evaluate(
                    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"));
            if (!(boolean)
                    page.evaluate(
                            "parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2 && getComputedStyle(document.activeElement).outlineStyle !== 'none'")) {
                unseen.add(names.get(names.size() - 1));
            }
        }

        assertThat(order).isSorted().doesNotHaveDuplicates();
        assertThat(unseen).isEmpty();
        assertThat(names)
                .contains("Skip to the verdict", "Pause", "Copy", "Keys", "Filter Open leases", "Copy table")
                .anyMatch(name -> name.startsWith("Details of lease "))
                .anyMatch(name -> name.startsWith("jdbc/bookshop, 3 of 10 in use, 0 waiting, 3 leaked"));
        assertThat(page.locator("#timeline canvas[role=img]").getAttribute("aria-label"))
                .contains("the table of open leases has the same data");
    }

    @Test
    void keyboardAloneOpensARowAndEveryTab() {
        Page page = openLeaking(1440);
        page.locator(ROWS + " button.open").first().focus();
        page.keyboard().press("Enter");
        page.locator(".detail").getByText("Its thread now: ended").waitFor();
        assertThat(page.locator(ROWS + " button.open").first().getAttribute("aria-expanded"))
                .isEqualTo("true");

        page.locator("#tab-leases").focus();
        for (String tab : List.of("leaks", "sites", "holders", "advice", "alerts", "incidents", "nested", "leases")) {
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#tab-" + tab).getAttribute("aria-selected"))
                    .isEqualTo("true");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("tab-" + tab);
        }
    }

    @Test
    void rowThatHasTheFocusKeepsItWhileOthersComeAndGo() {
        leak(1);
        Page page = open("?tab=leases");
        await().atMost(SOON).until(() -> page.locator(ROWS).count() == 1);
        leak(1);
        await().atMost(SOON).until(() -> page.locator(ROWS).count() == 2);
        page.locator(ROWS + " button.open").nth(1).focus();
        String oldest = String.valueOf(monitor.connections().stream()
                .mapToInt(lease -> lease.getInt("id"))
                .min()
                .orElseThrow());

        assertThat(server.to("/leasewatch/api/database/connections/" + oldest + "/reclaim")
                        .as(ADMIN)
                        .postJson("{\"dryRun\":false}")
                        .status())
                .isEqualTo(200);
        await().atMost(SOON).until(() -> page.locator(ROWS).count() == 1);

        assertThat((String) page.evaluate("document.activeElement.className")).contains("open");
    }
}
