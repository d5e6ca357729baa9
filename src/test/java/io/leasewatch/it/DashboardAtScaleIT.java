package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.CrowdedServer.LEAKING;
import static io.leasewatch.it.CrowdedServer.LEAKS_EACH;
import static io.leasewatch.it.CrowdedServer.LEASES_EACH;
import static io.leasewatch.it.CrowdedServer.POOLS;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The dashboard of a server on which there is nothing to see yet, and then much. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DashboardAtScaleIT {

    private static final int LEASES = POOLS.size() * LEASES_EACH;
    private static final int LEAKS = LEAKING.size() * LEAKS_EACH;
    private static final int FIRST_ROWS = 50;
    private static final String ROWS = "#tab-panel tbody tr";

    private static final LocatorOptions KEPT_ORDERS =
            new LocatorOptions().setHasText(Pattern.compile("orders/(export|report)"));

    private Chromium chromium;
    private CrowdedServer crowd;
    private Monitor monitor;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        crowd = CrowdedServer.start("crowd", "-XX:TieredStopAtLevel=1 -Xmx512m");
        monitor = new Monitor(crowd.server());
    }

    @AfterAll
    void stop() {
        if (crowd != null) {
            crowd.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingWasWrong() {
        assertThat(chromium.complaints()).isEmpty();
    }

    /** With everything on it that the application has taken. */
    private Page full(int width) {
        Page page = chromium.page(VIEWER, width, ColorScheme.LIGHT);
        page.navigate(crowd.url("/leasewatch/?grouped=no"));
        awaitLeases(page);
        return page;
    }

    private void awaitLeases(Page page) {
        await().atMost(SOON).until(() -> page.locator(ROWS).count() == FIRST_ROWS);
    }

    @Test
    @Order(1)
    void serverOnWhichNothingIsWatchedSaysHowThatIsChanged() {
        chromium.everyLook("nothing", VIEWER, crowd.url("/leasewatch/"), page -> {
            page.locator("#verdict").getByText("No pool is watched yet.").waitFor();
            assertThat(page.locator("#verdict li").allTextContents())
                    .anyMatch(step -> step.contains("leasewatchFactory"))
                    .anyMatch(step -> step.contains("leasewatch-agent.jar"));
            assertThat(page.locator(".card, .panel").locator("visible=true").count())
                    .isZero();
        });
    }

    @Test
    @Order(2)
    void everyPoolHasACardAndEveryLeaseARowThatCanBeFound() {
        crowd.fill();
        monitor.openLeaks(LEAKS);

        try (Page page = full(1440)) {
            assertThat(monitor.get("connections?limit=500").getJsonArray("connections"))
                    .hasSize(LEASES);
            assertThat(page.locator(".card .name").all())
                    .extracting(name -> name.getAttribute("title"))
                    .containsExactlyInAnyOrderElementsOf(
                            POOLS.stream().map(pool -> "jdbc/" + pool).toList());
            assertThat(page.locator("#tab-leases").textContent()).isEqualTo("Open leases" + LEASES);
            assertThat(page.locator("#tab-leaks").textContent()).isEqualTo("Leaks by site" + LEAKS);
            assertThat(page.locator("#verdict").textContent())
                    .contains(LEAKING.stream().map(pool -> "jdbc/" + pool).toList());
            assertThat(page.locator("#timeline-summary").textContent())
                    .contains("jdbc/orders: 10 leases in 10 slots.", "jdbc/search: 10 leases in 10 slots.");

            page.getByText("Show all " + LEASES).click();
            await().atMost(SOON).until(() -> page.locator(ROWS).count() == LEASES);
            page.locator("#tab-panel input[type=search]").fill("forget");
            await().atMost(SOON).until(() -> page.locator(ROWS).count() == LEAKS);
            assertThat(page.locator("#tab-panel .tools").textContent()).contains(LEAKS + " of " + LEASES);
        }
    }

    @Test
    @Order(3)
    void fullPageIsReadableByEverybody() {
        chromium.everyLook("scale", VIEWER, crowd.url("/leasewatch/?grouped=no"), this::awaitLeases);
        try (Page wide = full(3840)) {
            Chromium.assertReadable(wide);
            Chromium.picture(wide, "scale-light-3840");
        }
    }

    @Test
    @Order(4)
    void whatIsGivenBackIsGoneFromTheTableWhileMoreComesAndGoes() throws Exception {
        try (Page page = full(1440);
                AutoCloseable traffic = crowd.traffic(50)) {
            await().atMost(SOON)
                    .until(() -> page.locator("#timeline-summary")
                            .textContent()
                            .matches(".*jdbc/mail: (1[1-9]|[2-9][0-9]) .*"));

            page.locator("button.more").click();
            // Rows under the pointer stand still.
            page.mouse().move(0, 0);
            await().atMost(SOON).until(() -> page.locator(ROWS, KEPT_ORDERS).count() == LEASES_EACH);
            crowd.release("orders");

            await().atMost(SOON).until(() -> page.locator(ROWS, KEPT_ORDERS).count() == 0);
            await().atMost(SOON)
                    .until(() -> page.locator(".card:has(.name[title='jdbc/orders']) .count")
                            .textContent()
                            .matches("[0-3] of 20 in use"));
            page.locator("#live.on").waitFor();
            Chromium.picture(page, "scale-traffic-light-1440");
        }
    }
}
