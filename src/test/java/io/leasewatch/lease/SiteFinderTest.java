package io.leasewatch.lease;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SiteFinderTest {

    private final SiteFinder finder = new SiteFinder(LeaseSettings.DEFAULT.ignoredPackages());

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
        List<String> ignored = Stream.concat(
                        LeaseSettings.DEFAULT.ignoredPackages().stream(), Stream.of(Handler.class.getName()))
                .toList();
        Object proxy = Proxy.newProxyInstance(
                Asker.class.getClassLoader(), new Class<?>[] {Asker.class}, new Handler(new SiteFinder(ignored)));

        Site site = (Site) Asker.class.getMethod("ask").invoke(proxy);

        assertThat(site.method()).isEqualTo("proxyAndReflectionStandBetweenAndAreNobodysSite");
        assertThat(site.line()).isEqualTo(thisLine() - 3);
    }

    @Test
    void beanOfAConversationKeepsWhatItTakes() {
        assertThat(new Basket().take(finder).keeper()).isEqualTo(Keeper.CONVERSATION);
        assertThat(SiteFinder.find(finder).keeper()).isEqualTo(Keeper.WORK);
    }

    @SessionScoped
    private static final class Basket implements Serializable {
        Site take(SiteFinder finder) {
            return SiteFinder.find(finder);
        }
    }

    @Test
    void packagesToIgnoreAreTheCallersChoice() {
        SiteFinder other = new SiteFinder(List.of("java.", "jdk.", SiteFinderTest.class.getName()));

        Site site = SiteFinder.find(other);

        assertThat(site.className()).startsWith("org.junit.");
    }

    @Test
    void siteBehindManyFramesOfALibraryIsFound() {
        SiteFinder other = new SiteFinder(List.of("java.", Library.class.getName()));

        Site near = Library.call(10, other);
        Site tooFar = Library.call(300, other);

        assertThat(near.method()).isEqualTo("siteBehindManyFramesOfALibraryIsFound");
        assertThat(tooFar).isSameAs(Site.UNKNOWN);
    }

    @Test
    void siteIsUnknownWhereNoApplicationStands() throws Exception {
        SiteFinder nobody = new SiteFinder(List.of("java.", "jdk.", "io.leasewatch."));
        ExecutorService executor = Executors.newSingleThreadExecutor();

        Site site = executor.submit(() -> SiteFinder.find(nobody)).get();
        executor.shutdown();

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
    }

    private record Handler(SiteFinder finder) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return SiteFinder.find(finder);
        }
    }
}
