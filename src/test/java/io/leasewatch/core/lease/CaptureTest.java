package io.leasewatch.core.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.site.CaptureOverride;
import io.leasewatch.core.site.ConnectionOwner;
import io.leasewatch.core.site.RecentLeakSites;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaptureTest {

    private static final int NEVER = 1_000_000;

    private final ManualTicker ticker = new ManualTicker();
    private final LeaseRegistry registry = new LeaseRegistry(ticker, LeaseSettings.DEFAULT);
    private final Pool pool = registry.pool("jdbc/shop", "");

    @Test
    void siteIsTheLineAlone() {
        capture(CaptureMode.SITE);

        Lease lease = take();

        assertThat(lease.site().method()).isEqualTo("take");
        assertThat(lease.stack()).isEmpty();
    }

    @Test
    void fullIsTheLineAndTheWholeStackFromTheCallerOn() {
        capture(CaptureMode.FULL);

        Lease lease = take();

        assertThat(lease.site().method()).isEqualTo("take");
        assertThat(lease.stack())
                .extracting(StackTraceElement::getMethodName)
                .startsWith("take", "fullIsTheLineAndTheWholeStackFromTheCallerOn");
        assertThat(lease.stack().get(0).getLineNumber()).isEqualTo(lease.site().line());
    }

    @Test
    void fullKeepsTheStackOfAToldSiteTooAndOfDeclaredWork() {
        capture(CaptureMode.FULL);
        Runnable end = requireNonNull(registry.calling("com.shop.Orders\nfind\nOrders.java\n41", List.of()));
        Lease told = take();
        end.run();

        Lease work = requireNonNull(registry.declare(Borrower.UNKNOWN));

        assertThat(told.site()).hasToString("Orders.java:41");
        assertThat(told.stack()).isNotEmpty();
        assertThat(work.stack().get(0).getMethodName()).isEqualTo("fullKeepsTheStackOfAToldSiteTooAndOfDeclaredWork");
    }

    @Test
    void ofSampledLeasesOneInSoManyHasItsSiteAndTheOthersSayThatTheyAreNotSampled() {
        registry.apply(sampled(10));

        long known = IntStream.range(0, 20_000)
                .filter(i -> takeAndGiveBack().isKnown())
                .count();

        assertThat(known).isBetween(1_600L, 2_400L);
        assertThat(registry.captures()).isEqualTo(known);
        registry.apply(sampled(NEVER));
        assertThat(take().site()).isSameAs(Site.NOT_SAMPLED).hasToString("not sampled");
        assertThat(requireNonNull(registry.declare(Borrower.UNKNOWN)).site()).isSameAs(Site.NOT_SAMPLED);
        assertThat(requireNonNull(registry.open(inside(pool))).site()).isSameAs(Site.NOT_SAMPLED);
    }

    @Test
    void siteThatIsToldIsKeptHoweverFewAreSampled() {
        registry.apply(sampled(NEVER));
        Runnable end = requireNonNull(registry.calling("com.shop.Orders\nfind\nOrders.java\n41", List.of()));

        Lease lease = take();
        end.run();

        assertThat(lease.site()).hasToString("Orders.java:41");
    }

    @Test
    void whileAPoolIsStrainedItsLeasesHaveOneStepMore() {
        pool.strained(true);
        registry.apply(sampled(NEVER));
        Lease sampled = take();
        capture(CaptureMode.SITE);
        Lease site = take();
        capture(CaptureMode.OFF);
        Lease off = take();
        pool.strained(false);
        capture(CaptureMode.SITE);
        Lease relaxed = take();

        assertThat(sampled.site().isKnown()).isTrue();
        assertThat(sampled.stack()).isEmpty();
        assertThat(site.stack()).isNotEmpty();
        assertThat(off.site().isKnown()).isFalse();
        assertThat(off.stack()).isEmpty();
        assertThat(relaxed.stack()).isEmpty();
    }

    @Test
    void poolsAndServicesHaveModesOfTheirOwnAndAServiceComesFirst() {
        overrides(CaptureMode.SITE, "pool:jdbc/shop=off", "service:batch=full");
        Pool other = registry.pool("jdbc/other", "");
        Lease ofPool = take();
        Lease elsewhere = requireNonNull(registry.open(Acquisition.of(other)));
        Scope before = ThreadContext.current().enter(new Scope(Borrower.of(new Operation("batch", "night"), "", null)));
        Lease ofService = take();
        Lease inside = requireNonNull(registry.open(inside(pool)));
        Lease work = requireNonNull(registry.declare(ThreadContext.current().borrower()));
        ThreadContext.current().enter(before);

        assertThat(ofPool.site()).isSameAs(Site.UNKNOWN);
        assertThat(elsewhere.site().isKnown()).isTrue();
        assertThat(elsewhere.stack()).isEmpty();
        assertThat(List.of(ofService, inside, work))
                .allMatch(lease -> lease.site().isKnown() && !lease.stack().isEmpty());
    }

    @Test
    void poolIsLookedAtAlthoughNoOtherIs() {
        overrides(CaptureMode.OFF, "pool:jdbc/shop=site");

        assertThat(take().site().method()).isEqualTo("take");
        assertThat(requireNonNull(registry.open(Acquisition.of(registry.pool("jdbc/other", ""))))
                        .site())
                .isSameAs(Site.UNKNOWN);
        capture(CaptureMode.SITE);
        assertThat(take().site().isKnown()).isTrue();
    }

    @Test
    void whereNobodyLookedNobodyKnowsWhoKeepsTheConnection() {
        capture(CaptureMode.OFF);
        Lease off = take();
        registry.apply(sampled(NEVER));
        Lease notSampled = take();

        assertThat(off.site().keeper()).isEqualTo(ConnectionOwner.UNKNOWN);
        assertThat(notSampled.site().keeper()).isEqualTo(ConnectionOwner.UNKNOWN);
    }

    @Test
    void lineThatLeakedHasTheStacksOfItsNextLeasesKeptForSomeTime() {
        Lease leaked = take();
        registry.markLeaked(leaked);

        Lease next = take();
        Lease elsewhere = requireNonNull(registry.open(Acquisition.of(pool)));
        ticker.advance(RecentLeakSites.REMEMBERED);
        Lease later = take();

        assertThat(leaked.stack()).isEmpty();
        assertThat(next.stack()).isNotEmpty();
        assertThat(elsewhere.stack()).isEmpty();
        assertThat(later.stack()).isEmpty();
    }

    @Test
    void stackIsLetGoOfWithTheLeaseUnlessThatLeaked() {
        capture(CaptureMode.FULL);
        Lease returned = take();
        Lease leaked = take();
        registry.markLeaked(leaked);
        registry.close(returned, Outcome.RETURNED);
        registry.close(leaked, Outcome.RETURNED);

        assertThat(returned.stack()).isEmpty();
        assertThat(leaked.stack()).isNotEmpty();
        assertThat(leaked.handle()).isNull();
    }

    @Test
    void stackStaysWhateverBecomesKnownOfTheHandle() {
        capture(CaptureMode.FULL);
        Lease held = take();
        Lease used = take();
        boolean seen = used.handle() != null;

        registry.hold(held, new Object());
        registry.executions().started(used, "select 1");

        assertThat(seen).isFalse();
        assertThat(held.handle()).isNotNull();
        assertThat(held.stack()).isNotEmpty();
        assertThat(requireNonNull(used.handle()).isExecuting()).isTrue();
        assertThat(used.stack()).isNotEmpty();
    }

    private Lease take() {
        return requireNonNull(registry.open(Acquisition.of(pool)));
    }

    private Site takeAndGiveBack() {
        Lease lease = take();
        registry.close(lease, Outcome.RETURNED);
        return lease.site();
    }

    private void capture(CaptureMode mode) {
        registry.apply(new LeaseSettings(true, mode, 10, PackageRules.NONE));
    }

    private void overrides(CaptureMode mode, String... overrides) {
        registry.apply(new LeaseSettings(
                true, mode, 1, Stream.of(overrides).map(CaptureOverride::parse).toList(), 10, PackageRules.NONE));
    }

    private static LeaseSettings sampled(int oneIn) {
        return new LeaseSettings(true, CaptureMode.SAMPLED, oneIn, 10, PackageRules.NONE);
    }

    private static Acquisition inside(Pool pool) {
        return Acquisition.insideServer(pool, Acquisition.START_UNKNOWN, Acquisition.Sharing.UNKNOWN);
    }
}
