package io.leasewatch.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.origin.PackageRules;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.faces.view.ViewScoped;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SiteFinderTest {

    private final SiteFinder finder = new SiteFinder(PackageRules.NONE);

    @Test
    void siteIsTheLineThatAsked() {
        Site site = SiteFinder.find(finder);

        int line = thisLine() - 2;
        assertThat(site)
                .isEqualTo(new Site(
                        SiteFinderTest.class.getName(), "siteIsTheLineThatAsked", "SiteFinderTest.java", line));
        assertThat(site).hasToString("SiteFinderTest.java:" + line);
    }

    @Test
    void sameLineIsTheSameSiteObjectEachTime() {
        Site[] sites = new Site[3];

        for (int i = 0; i < sites.length; i++) {
            sites[i] = SiteFinder.find(finder);
        }

        assertThat(sites[1]).isSameAs(sites[0]);
        assertThat(sites[2]).isSameAs(sites[0]);
    }

    @Test
    void twoLinesOfOneMethodAreTwoSites() {
        Site one = SiteFinder.find(finder);
        Site other = SiteFinder.find(finder);

        assertThat(other.line()).isEqualTo(one.line() + 1);
        assertThat(other.method()).isEqualTo(one.method());
    }

    @Test
    void twoCallsOnOneLineAreOneSite() {
        List<Site> both = List.of(SiteFinder.find(finder), SiteFinder.find(finder));

        assertThat(both.get(1)).isSameAs(both.get(0));
    }

    @Test
    void overloadedMethodsAreToldApartByTheirLines() {
        Site one = overloaded(1);
        Site other = overloaded("one");

        assertThat(one.method()).isEqualTo(other.method());
        assertThat(one.line()).isLessThan(other.line());
    }

    @Test
    void frameOfALambdaIsTheApplicationsOwn() {
        Supplier<Site> lambda = () -> SiteFinder.find(finder);

        Site site = lambda.get();

        assertThat(site.file()).isEqualTo("SiteFinderTest.java");
        assertThat(site.method()).startsWith("lambda$frameOfALambdaIsTheApplicationsOwn");
        assertThat(site.line()).isEqualTo(thisLine() - 6);
    }

    @Test
    void proxyAndReflectionStandBetweenAndAreNobodysSite() throws Exception {
        Object proxy = Proxy.newProxyInstance(
                Asker.class.getClassLoader(),
                new Class<?>[] {Asker.class},
                new Handler(ignoring(Handler.class.getName())));

        Site site = (Site) Asker.class.getMethod("ask").invoke(proxy);

        assertThat(site.method()).isEqualTo("proxyAndReflectionStandBetweenAndAreNobodysSite");
        assertThat(site.line()).isEqualTo(thisLine() - 3);
    }

    @Test
    void beanOfAConversationKeepsWhatItTakes() {
        assertThat(new Basket().take(finder).keeper()).isEqualTo(ConnectionOwner.CONVERSATION);
        assertThat(new Form().take(finder).keeper()).isEqualTo(ConnectionOwner.CONVERSATION);
        assertThat(SiteFinder.find(finder).keeper()).isEqualTo(ConnectionOwner.WORK);
    }

    @SessionScoped
    private static final class Basket implements Serializable {
        Site take(SiteFinder finder) {
            return SiteFinder.find(finder);
        }
    }

    @ViewScoped
    private static final class Form implements Serializable {
        Site take(SiteFinder finder) {
            return SiteFinder.find(finder);
        }
    }

    @Test
    void beanKeepsWhatItTakesWhileItIsInitializedUnlessItLivesForARequest() {
        assertThat(new Election().initialize(finder).keeper()).isEqualTo(ConnectionOwner.BEAN);
        assertThat(new OfRequest().initialize(finder).keeper()).isEqualTo(ConnectionOwner.WORK);
    }

    private static final class Election {
        @PostConstruct
        Site initialize(SiteFinder finder) {
            return SiteFinder.find(finder);
        }
    }

    @RequestScoped
    private static final class OfRequest {
        @PostConstruct
        Site initialize(SiteFinder finder) {
            return SiteFinder.find(finder);
        }
    }

    @Test
    void lineOfAMethodOrClassWithAReasonIsMeant() throws Exception {
        assertThat(new Poller().poll(finder).meant()).isEqualTo("listens");
        assertThat(new Poller().later(finder).call().meant()).isEqualTo("listens");
        assertThat(new Poller().find(finder).meant()).isEmpty();
        assertThat(new Poller().limited(finder).meant()).isEmpty();
        assertThat(new Leader().elect(finder).meant()).isEqualTo("leads");
    }

    private static final class Poller {
        @TrackConnections(reason = "listens")
        Site poll(SiteFinder finder) {
            return SiteFinder.find(finder);
        }

        @TrackConnections(reason = "listens")
        Callable<Site> later(SiteFinder finder) {
            return () -> SiteFinder.find(finder);
        }

        Site find(SiteFinder finder) {
            return SiteFinder.find(finder);
        }

        @TrackConnections(reason = "reports", maxHold = "PT2M")
        Site limited(SiteFinder finder) {
            return SiteFinder.find(finder);
        }
    }

    @TrackConnections(reason = "leads")
    private static final class Leader {
        Site elect(SiteFinder finder) {
            return SiteFinder.find(finder);
        }
    }

    @Test
    void packagesToIgnoreAreTheCallersChoice() {
        SiteFinder other = ignoring(Library.class.getName());

        Site site = Library.call(0, other);

        assertThat(site.method()).isEqualTo("packagesToIgnoreAreTheCallersChoice");
        assertThat(site.isLibrary()).isFalse();
    }

    @Test
    void siteBehindManyFramesOfALibraryIsFound() {
        SiteFinder other = ignoring(Library.class.getName());

        Site near = Library.call(10, other);
        Site tooFar = Library.call(300, other);

        assertThat(near.method()).isEqualTo("siteBehindManyFramesOfALibraryIsFound");
        assertThat(tooFar.className()).isEqualTo(Library.class.getName());
        assertThat(tooFar.isLibrary()).isTrue();
    }

    @Test
    void outermostCallOfALibraryIsNamedWhereNoApplicationStands() throws Exception {
        SiteFinder other = ignoring(Library.class.getName());

        Site site = onAThread(new Library.Task(3, other));

        assertThat(site.isLibrary()).isTrue();
        assertThat(site.isKnown()).isTrue();
        assertThat(site.keeper()).isEqualTo(ConnectionOwner.UNKNOWN);
        assertThat(site.className()).isEqualTo(Library.Task.class.getName());
        assertThat(site).hasToString("SiteFinderTest.java:" + site.line() + " [library]");
    }

    @Test
    void packageThatIsAnApplicationsByTheUsersWordIsOne() throws Exception {
        SiteFinder other =
                new SiteFinder(new PackageRules(List.of(Library.class.getName()), List.of("io.leasewatch.")));

        Site site = onAThread(new Library.Task(3, other));

        assertThat(site.isLibrary()).isFalse();
        assertThat(site.className()).isEqualTo(Library.class.getName());
    }

    @Test
    void siteIsUnknownWhereOnlyTheJdkStands() throws Exception {
        Site site = CompletableFuture.completedFuture(finder)
                .thenApplyAsync(SiteFinder::find)
                .get();

        assertThat(site).isSameAs(Site.UNKNOWN);
        assertThat(site.isKnown()).isFalse();
        assertThat(site).hasToString("unknown");
    }

    @Test
    void withoutAFinderNobodyLooks() {
        assertThat(SiteFinder.find(null)).isSameAs(Site.UNKNOWN);
    }

    @Test
    void siteWithoutALineNamesTheMethodInstead() {
        Site nativeCode = new Site("com.shop.Stock", "count", "Stock.java", -2);
        Site stripped = new Site("com.shop.Stock", "count", "", 0);

        assertThat(nativeCode).hasToString("Stock.java#count");
        assertThat(stripped).hasToString("com.shop.Stock#count");
    }

    private static SiteFinder ignoring(String prefix) {
        return new SiteFinder(new PackageRules(List.of(), List.of(prefix)));
    }

    private static Site onAThread(Callable<Site> task) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            return executor.submit(task).get();
        } finally {
            executor.shutdown();
        }
    }

    private Site overloaded(int ignored) {
        return SiteFinder.find(finder);
    }

    private Site overloaded(String ignored) {
        return SiteFinder.find(finder);
    }

    /** The line this is called from. */
    private static int thisLine() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    /** What is proxied. */
    public interface Asker {
        Site ask();
    }

    private static final class Library {

        static Site call(int frames, SiteFinder finder) {
            return frames == 0 ? SiteFinder.find(finder) : call(frames - 1, finder);
        }

        private record Task(int frames, SiteFinder finder) implements Callable<Site> {

            @Override
            public Site call() {
                return Library.call(frames, finder);
            }
        }
    }

    private record Handler(SiteFinder finder) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return SiteFinder.find(finder);
        }
    }
}
