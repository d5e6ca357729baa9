package io.leasewatch.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.site.Site;
import io.leasewatch.monitor.leak.SiteUse;
import io.leasewatch.monitor.leak.SiteUses;
import io.leasewatch.monitor.view.SiteUseView;
import io.leasewatch.monitor.view.SitesView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SitesResourceTest {

    /** Each line is the first by something else. */
    private final SiteUses uses = new SiteUses(
            List.of(
                    use(1, "jdbc/a", 9, 0, 0, 0, 0, 0, 0, 1, 1, 1, 10, null),
                    use(2, "jdbc/a", 1, 9, 0, 0, 0, 0, 0, 2, 2, 2, 20, null),
                    use(3, "jdbc/a", 1, 0, 9, 0, 0, 0, 0, 3, 3, 3, 30, null),
                    use(4, "jdbc/a", 1, 0, 0, 9, 0, 0, 0, 4, 4, 4, 40, null),
                    use(5, "jdbc/b", 1, 0, 0, 0, 9, 0, 0, 5, 5, 5, 50, null),
                    use(6, "jdbc/b", 1, 0, 0, 0, 0, 0, 9, 6, 6, 6, 60, null),
                    use(7, "jdbc/b", 1, 0, 0, 0, 0, 0, 0, 99, 7, 7, 70, null),
                    use(8, "jdbc/b", 1, 0, 0, 0, 0, 0, 0, 8, 99, 8, 80, null),
                    use(9, "jdbc/b", 1, 0, 0, 0, 0, 0, 0, 9, 9, 99, 90, 1),
                    use(10, "jdbc/b", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99, 0),
                    use(11, "jdbc/b", 1, 0, 0, 0, 0, 9, 0, 0, 0, 0, 10, null)),
            List.of(use(0, "jdbc/a", 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, null)),
            7);

    @ParameterizedTest
    @CsvSource({
        "connection-seconds, 10",
        "Connection-Seconds, 10",
        "idle, 9",
        "acquired, 1",
        "out, 2",
        "late, 3",
        "closed-by-container, 4",
        "reclaimed, 5",
        "timeouts, 11",
        "leaked, 6",
        "p50, 7",
        "p99, 8",
        "max, 9"
    })
    void linesAreSortedTheHighestFirst(String word, int first) {
        assertThat(sites(null, null, word, 0, 1).sites())
                .extracting(SitesResourceTest::lineOf)
                .containsExactly(first);
    }

    @Test
    void withoutAWordTheLineThatTookMostComesFirst() {
        assertThat(sites(null, null, null, 0, 3).sites())
                .extracting(SitesResourceTest::lineOf)
                .containsExactly(10, 9, 8);
    }

    @Test
    void wordThatIsNoneIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> SiteOrder.of("beauty"))
                .hasMessage("The parameter sort must be one of connection-seconds, idle, acquired, out, leaked, late,"
                        + " closed-by-container, reclaimed, timeouts, p50, p99, max, was beauty");
    }

    @Test
    void pageIsPartOfWhatMatchesAndTheCountIsOfAll() {
        SitesView page = sites("jdbc/b", null, null, 1, 2);

        assertThat(page.count()).isEqualTo(7);
        assertThat(page.sites()).extracting(SitesResourceTest::lineOf).containsExactly(9, 8);
        assertThat(page.others()).isEmpty();
    }

    @Test
    void serviceHasTheLinesThatItUses() {
        SitesView found = sites(null, "shop-3", null, 0, 100);

        assertThat(found.sites()).extracting(SitesResourceTest::lineOf).containsExactly(3);
    }

    @Test
    void linesThatWereDroppedHaveARowOfTheirOwn() {
        SitesView all = sites("jdbc/a", null, null, 0, 100);

        assertThat(all.dropped()).isEqualTo(7);
        assertThat(all.others()).singleElement().satisfies(others -> {
            assertThat(others.site().label()).isEqualTo("others");
            assertThat(others.acquired()).isEqualTo(5);
        });
    }

    private SitesView sites(
            @Nullable String pool, @Nullable String service, @Nullable String sort, int skipped, int most) {
        return SitesView.of(uses, pool, service, SiteOrder.of(sort), skipped, most);
    }

    private static int lineOf(SiteUseView view) {
        return view.site().line() == null ? 0 : view.site().line();
    }

    private static SiteUse use(
            int line,
            String pool,
            long acquired,
            long out,
            long late,
            long closedByContainer,
            long reclaimed,
            long timeouts,
            long leaked,
            long p50,
            long p99,
            long max,
            long held,
            @Nullable Integer idle) {
        return new SiteUse(
                new Site("org.example.Shelves", "find", "Shelves.java", line),
                pool,
                Set.of("shop-" + line),
                acquired,
                out,
                late,
                Map.of("overdue", leaked),
                closedByContainer,
                reclaimed,
                timeouts,
                Duration.ofSeconds(p50),
                Duration.ofSeconds(p99),
                Duration.ofSeconds(max),
                Duration.ofSeconds(held),
                0.1,
                idle == null ? null : Duration.ofSeconds(idle));
    }
}
