package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** What the dashboard says when something else is the matter than a leak. */
class RunServerStatesIT extends DashboardBehaviour {

    RunServerStatesIT(LibertyServer server) {
        super(server);
    }

    /** Whoever may not look gets nothing but 403, and the console says so. */
    @Override
    boolean isExpected(String complaint) {
        return complaint.contains("403");
    }

    @Test
    void poolThatIsTooSmallIsSaidToBeExhaustedAndNotToLeak() {
        try (Load load = new Load(13, () -> server.get("/bookshop/api/trouble/slow-query?seconds=4"))) {
            await().atMost(SOON).until(() -> monitor.pool("jdbc/bookshop").getInt("waitingCount") > 0);

            chromium.everyLook("strained", VIEWER, server.url("/leasewatch/"), page -> {
                // For a moment all slow requests end together, and the next ones begin.
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(page.locator("#verdict").textContent())
                                .contains(
                                        "Critical: ",
                                        "jdbc/bookshop is exhausted",
                                        "10 of 10 connections are in use and ",
                                        "none of them has leaked"));
                assertThat(page.locator("#tab-panel tbody tr.leaked").count()).isZero();
                await().atMost(SOON)
                        .until(() -> page.locator("#tab-panel tbody .sql")
                                .allTextContents()
                                .contains("call sleep(?)"));
                await().atMost(SOON)
                        .until(() ->
                                page.locator(CARD + " .state").textContent().equals("full"));
            });
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void whoMayNotLookIsToldWhoCanLetThem() {
        chromium.everyLook("forbidden", "stranger:stranger", server.url("/leasewatch/"), page -> {
            assertThat(page.locator("body").textContent())
                    .contains("This user does not have the required role.")
                    .contains("leasewatch-viewer or leasewatch-admin");
        });
        assertThat(chromium.complaints()).isNotEmpty();
    }
}
