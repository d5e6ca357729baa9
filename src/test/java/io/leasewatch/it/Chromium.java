package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.leasewatch.programs.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A real browser that somebody looks at the dashboard with, and what its console complained of. */
public final class Chromium implements AutoCloseable {

    private static final Path PICTURES = Archives.build().resolve("dashboard");

    /** The browser is the machine's own; none is to be downloaded. */
    private static final Map<String, String> ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Path program) {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(program).setArgs(List.of("--no-sandbox")));
    }

    public static Chromium start() {
        return new Chromium(Path.of(Program.need("chromium")));
    }

    /** A page of somebody, {@code name:password}, in a window of that width. */
    public Page page(String credentials, int width, ColorScheme scheme) {
        String[] user = credentials.split(":", 2);
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setViewportSize(width, 1000)
                .setColorScheme(scheme)
                .setHttpCredentials(user[0], user[1]));
        context.setDefaultTimeout(Monitor.SOON.toMillis());
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** What the console of any page has said that is wrong. */
    List<String> complaints() {
        return complaints;
    }

    /** Has somebody look in light and dark, on a wide window and on a telephone: what they see is checked, readable, and kept as pictures. */
    void everyLook(String name, String credentials, String url, Consumer<Page> check) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1440, 390}) {
                try (Page page = page(credentials, width, scheme)) {
                    page.navigate(url);
                    check.accept(page);
                    assertReadable(page);
                    picture(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                }
            }
        }
    }

    /** Says so where somebody cannot read it, by the rules for that or because it is wider than their window. */
    static void assertReadable(Page page) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .filteredOn(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .as(violations.toString())
                .isEmpty();
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing reaches beyond the window")
                .isTrue();
    }

    /** Keeps a picture of the whole page as build output. */
    static void picture(Page page, String name) {
        page.evaluate("scrollTo(0, 0)");
        Path file = PICTURES.resolve(name + ".png");
        page.screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
        assertThat(file).isNotEmptyFile();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
