package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the dashboard says when something else is the matter than a leak. */
@ExtendWith(RunServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunServerStatesIT {

    private final LibertyServer server;
    private final Monitor monitor;
    private Chromium chromium;

    RunServerStatesIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeAll
    void openTheBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void leaveItAsItWas() {
        monitor.heal();
    }

    @Test
    void poolThatIsTooSmallIsSaidToBeExhaustedAndNotToLeak() {
        try (Load load = new Load(13, () -> server.get("/bookshop/api/trouble/slow-query?seconds=4"))) {
            await().atMost(SOON).until(() -> monitor.pool("jdbc/bookshop").getInt("waitingCount") > 0);

            chromium.everyLook("strained", VIEWER, server.url("/leasewatch/"), page -> {
                await().atMost(SOON)
                        .until(() -> page.locator("#verdict").textContent().contains("jdbc/bookshop is exhausted"));
                assertThat(page.locator("#verdict").textContent())
                        .contains("Error: ", "10 of 10 connections are in use and ", "none of them has leaked");
                assertThat(page.locator("#tab-panel tbody tr.leaked").count()).isZero();
                assertThat(page.locator(".card:has(.name[title='jdbc/bookshop']) .state")
                                .textContent())
                        .isEqualTo("full");
            });
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void whoMayNotLookIsToldWhoCanLetThem() {
        chromium.everyLook("forbidden", "stranger:stranger", server.url("/leasewatch/"), page -> {
            assertThat(page.locator("body").textContent())
                    .contains("This user has not the role that is needed.")
                    .contains("leasewatch-viewer and leasewatch-admin");
        });
        assertThat(chromium.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("403"));
    }
}
