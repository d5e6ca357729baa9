package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard of the run server in a browser: every test begins with a well server, and ends with a console that complained of nothing. */
@ExtendWith(RunServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DashboardBehaviour {

    /** How fast the page has to be. */
    static final Duration LIVE = Duration.ofSeconds(2);

    static final String CARD = ".card:has(.name[title='jdbc/bookshop'])";

    final LibertyServer server;
    final Monitor monitor;
    private final List<Page> pages = new ArrayList<>();
    Chromium chromium;

    DashboardBehaviour(LibertyServer server) {
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

    @BeforeEach
    void heal() {
        monitor.heal();
        chromium.complaints().clear();
    }

    @AfterEach
    void leaveItAsItWas() {
        pages.forEach(page -> page.context().close());
        pages.clear();
        monitor.heal();
        assertThat(chromium.complaints())
                .filteredOn(complaint -> !isExpected(complaint))
                .isEmpty();
    }

    /** Whether the console has to complain in these tests. */
    boolean isExpected(String complaint) {
        return false;
    }

    /** A page that has not gone anywhere yet; it is closed after the test. */
    Page blank(String user, int width, ColorScheme scheme) {
        Page page = chromium.page(user, width, scheme);
        pages.add(page);
        return page;
    }

    /** The dashboard, as soon as it is live. */
    Page open(String user, int width, ColorScheme scheme, String query) {
        Page page = blank(user, width, scheme);
        visit(page, server.url("/leasewatch/" + query));
        return page;
    }

    static void visit(Page page, String url) {
        page.navigate(url);
        page.locator("#live.on").waitFor();
        page.locator(".card").first().waitFor();
    }

    void leak(int count) {
        int before = monitor.openLeaks().size();
        IntStream.range(0, count).forEach(i -> server.get("/bookshop/api/trouble/leak-thread"));
        monitor.openLeaks(before + count);
    }
}
