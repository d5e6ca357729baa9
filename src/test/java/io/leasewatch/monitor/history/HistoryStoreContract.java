package io.leasewatch.monitor.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.leasewatch.monitor.history.Aggregate.Distribution;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does, whatever database it is in. */
abstract class HistoryStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    abstract HistoryStore store() throws SQLException;

    @Test
    void whatIsWrittenCanBeReadTheOldestFirst() throws SQLException {
        PoolSample first = sample("jdbc/a", NOON, 3);
        PoolSample second = sample("jdbc/a", NOON.plusSeconds(30), 5);

        store().write(pools(second, first));

        assertThat(store().samples(all(), 10)).containsExactly(first, second);
    }

    @Test
    void ofMoreSamplesThanAreAskedForTheNewestAreAnswered() throws SQLException {
        store().write(pools(sample("jdbc/a", NOON, 1), sample("jdbc/a", NOON.plusSeconds(1), 2)));

        assertThat(store().samples(all(), 1)).extracting(PoolSample::active).containsExactly(2);
    }

    @Test
    void samplesOfOnePoolOneServerAndOneTimeAreTold() throws SQLException {
        PoolSample wanted = sample("jdbc/a", NOON, 1);
        store().write(pools(
                wanted,
                sample("jdbc/b", NOON, 2),
                sample("jdbc/a", NOON.minusSeconds(1), 3),
                sample("jdbc/a", NOON.plusSeconds(60), 4),
                ofServer("other", wanted)));

        assertThat(store().samples(new TimeRange(NOON, NOON.plusSeconds(60), "jdbc/a", "one"), 10))
                .containsExactly(wanted);
    }

    @Test
    void twoServersInOneStoreWriteOverNothingOfEachOther() throws SQLException {
        PoolSample one = sample("jdbc/a", NOON, 1);

        store().write(pools(one));
        store().write(pools(ofServer("other", one)));

        assertThat(store().samples(all(), 10))
                .extracting(PoolSample::instance)
                .containsExactlyInAnyOrder("one", "other");
    }

    @Test
    void whatIsWrittenTwiceIsThereOnce() throws SQLException {
        Batch batch = new Batch(
                List.of(sample("jdbc/a", NOON, 1)),
                List.of(new ServiceSample("one", "shop", NOON, 9, 8, 1, 0, 2.5, 0)),
                List.of(event("7", "first")));

        store().write(batch);
        store().write(batch);

        assertThat(store().samples(all(), 10)).hasSize(1);
        assertThat(store().services(all(), 10)).isEqualTo(batch.services());
        assertThat(store().events(all(), EventFilter.of(Event.Kind.LEAK), 10, 0))
                .isEqualTo(batch.events());
    }

    @Test
    void theLatestWordOnSomethingStandsInThePlaceOfWhatWasSaidBefore() throws SQLException {
        store().write(events(event("7", "open")));

        store().write(events(event("7", "returned late")));

        assertThat(store().events(all(), EventFilter.of(Event.Kind.LEAK), 10, 0))
                .extracting(Event::body)
                .containsExactly("returned late");
    }

    @Test
    void anHourIsSummedUpByTheDatabase() throws SQLException {
        store().write(new Batch(
                IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> sample("jdbc/a", NOON.plusSeconds(i), i))
                        .toList(),
                List.of(),
                List.of()));
        store().write(pools(sample("jdbc/a", NOON.plus(Duration.ofHours(1)), 1)));

        List<Aggregate> hours = store().aggregates(SampleSubject.POOL, all(), AggregateStep.HOUR);

        assertThat(hours).extracting(Aggregate::from).containsExactly(NOON, NOON.plus(Duration.ofHours(1)));
        Aggregate noon = hours.get(0);
        assertThat(noon.samples()).isEqualTo(20);
        assertThat(requireNonNull(noon.active()).min()).isEqualTo(1);
        assertThat(requireNonNull(noon.active()).average()).isCloseTo(10.5, within(1e-9));
        assertThat(requireNonNull(noon.active()).p95()).isEqualTo(19);
        assertThat(requireNonNull(noon.active()).max()).isEqualTo(20);
        assertThat(requireNonNull(noon.utilization()).max()).isCloseTo(1, within(1e-9));
    }

    @Test
    void hoursThatAreOverAreSummedUpOnceAndAnsweredLikeThoseThatAreNot() throws SQLException {
        Instant later = NOON.plus(Duration.ofHours(1));
        store().write(pools(sample("jdbc/a", NOON, 2), sample("jdbc/a", NOON.plusSeconds(1), 4)));
        List<Aggregate> before = hours();
        store().write(pools(sample("jdbc/a", later, 9)));
        store().write(pools(sample("jdbc/a", later.plus(Duration.ofHours(3)), 1)));
        // What is summed up does not need its samples any more.
        store().deleteOld(new RetentionSettings("one", NOON.plusSeconds(2), 10, 10));

        assertThat(hours())
                .startsWith(before.get(0))
                .extracting(Aggregate::from, Aggregate::samples)
                .containsExactly(tuple(NOON, 2), tuple(later, 1), tuple(later.plus(Duration.ofHours(3)), 1));
    }

    @Test
    void sampleOfAnHourThatIsOverIsSummedUpWithTheOthersOfThatHour() throws SQLException {
        store().write(pools(sample("jdbc/a", NOON, 2)));
        store().write(pools(sample("jdbc/a", NOON.plus(Duration.ofHours(2)), 5)));

        store().write(pools(sample("jdbc/a", NOON.plusSeconds(9), 8)));
        store().write(pools(sample("jdbc/a", NOON.plus(Duration.ofHours(3)), 1)));

        assertThat(hours())
                .extracting(
                        Aggregate::samples,
                        hour -> requireNonNull(hour.active()).max())
                .containsExactly(tuple(2, 8.0), tuple(1, 5.0), tuple(1, 1.0));
    }

    @Test
    void hoursAreSummedUpForEachServerByItsOwnClock() throws SQLException {
        PoolSample early = sample("jdbc/a", NOON, 2);
        store().write(pools(early));
        store().write(pools(sample("jdbc/a", NOON.plus(Duration.ofHours(1)), 3)));
        store().write(pools(ofServer("slow", early)));

        assertThat(hours())
                .extracting(Aggregate::instance, Aggregate::from)
                .containsExactly(tuple("one", NOON), tuple("one", NOON.plus(Duration.ofHours(1))), tuple("slow", NOON));
    }

    @Test
    void servicesAreSummedUpToo() throws SQLException {
        store().write(new Batch(
                List.of(),
                List.of(
                        new ServiceSample("one", "shop", NOON, 9, 8, 1, 0, 2.5, 0),
                        new ServiceSample("one", "shop", NOON.plusSeconds(1), 9, 8, 3, 0, null, 0)),
                List.of()));

        Aggregate hour = store().aggregates(SampleSubject.SERVICE, all().of("shop"), AggregateStep.HOUR)
                .get(0);

        assertThat(hour.name()).isEqualTo("shop");
        assertThat(hour.active()).isEqualTo(new Distribution(1, 2, 3, 3));
        assertThat(hour.holdMillis()).isEqualTo(new Distribution(2.5, 2.5, 2.5, 2.5));
        assertThat(hour.utilization()).isNull();
        assertThat(hours()).isEmpty();
    }

    @Test
    void namesThatAreTooLongOrHaveANulAreCutAndKept() throws SQLException {
        store().write(pools(sample("a\0" + "b".repeat(500), NOON, 1)));

        assertThat(store().samples(all(), 10)).extracting(PoolSample::pool).containsExactly("a" + "b".repeat(399));
    }

    @Test
    void eventsAreFilteredByKindServiceCategoryAndState() throws SQLException {
        Event wanted = leak("1", "shop", "overdue", true);
        store().write(events(
                wanted,
                leak("2", "bank", "overdue", true),
                leak("3", "shop", "collected", true),
                leak("4", "shop", "overdue", false),
                new Event("one", NOON, Event.Kind.ALERT, "5", "jdbc/a", "shop", "overdue", true, "{}")));
        EventFilter filter = EventFilter.of(Event.Kind.LEAK)
                .ofService("shop")
                .ofCategory("overdue")
                .open(true);

        assertThat(store().events(all(), filter, 10, 0)).containsExactly(wanted);
        assertThat(store().events(all(), filter.open(null), 10, 0)).hasSize(2);
    }

    private static Event leak(String key, String service, String kind, boolean open) {
        return new Event("one", NOON, Event.Kind.LEAK, key, "jdbc/a", service, kind, open, "{}");
    }

    @Test
    void eventsBeyondTheirNumberAreForgottenTheOldestFirst() throws SQLException {
        store().write(events(
                new Event("one", NOON.plusSeconds(1), Event.Kind.LEAK, "new", "jdbc/a", "{}"), event("old", "{}")));

        store().deleteOld(new RetentionSettings("one", Instant.EPOCH, 1, 1));

        assertThat(store().events(all(), EventFilter.of(Event.Kind.LEAK), 10, 0))
                .extracting(Event::key)
                .containsExactly("new");
    }

    @Test
    void identitiesOfLeaksAreKeptForAYearLongerThanOtherEvents() throws SQLException {
        Instant lastYear = NOON.minus(Duration.ofDays(364));
        store().write(events(
                new Event("one", NOON, Event.Kind.IDENTITY, "now", "", "{}"),
                new Event("one", lastYear, Event.Kind.IDENTITY, "last year", "", "{}"),
                new Event("one", lastYear.minus(Duration.ofDays(2)), Event.Kind.IDENTITY, "too long ago", "", "{}"),
                event("old", "{}")));

        store().deleteOld(new RetentionSettings("one", NOON.plusSeconds(1), 1, 2));

        assertThat(identities()).containsExactly("now", "last year");
        assertThat(store().events(all(), EventFilter.of(Event.Kind.LEAK), 10, 0))
                .isEmpty();

        store().deleteOld(new RetentionSettings("one", NOON.plusSeconds(1), 1, 1));

        assertThat(identities()).containsExactly("now");
    }

    private List<String> identities() throws SQLException {
        return store().events(all(), EventFilter.of(Event.Kind.IDENTITY), 10, 0).stream()
                .map(Event::key)
                .toList();
    }

    private List<Aggregate> hours() throws SQLException {
        return store().aggregates(SampleSubject.POOL, all(), AggregateStep.HOUR);
    }

    @Test
    void daysBeginAtMidnightInUtcEvenWhereClocksAreChanged() throws SQLException {
        Instant midnight = Instant.parse("2026-03-29T00:00:00Z");
        store().write(pools(
                sample("jdbc/a", midnight.minusSeconds(1), 1),
                sample("jdbc/a", midnight, 2),
                sample("jdbc/a", NOON, 3)));

        assertThat(store().aggregates(SampleSubject.POOL, all(), AggregateStep.DAY))
                .extracting(Aggregate::from, Aggregate::samples)
                .containsExactly(tuple(midnight.minus(Duration.ofDays(1)), 1), tuple(midnight, 2));
    }

    @Test
    void whatNobodyCouldTellIsNotSummedUpAsZero() throws SQLException {
        PoolSample blind = new PoolSample("one", "jdbc/a", NOON, 0.1, 1, 0, null, null, 1, null, null, 0, 0);

        store().write(pools(blind));

        assertThat(store().samples(all(), 10)).containsExactly(blind);
        Aggregate hour = store().aggregates(SampleSubject.POOL, all(), AggregateStep.HOUR)
                .get(0);
        assertThat(hour.waiting()).isNull();
        assertThat(hour.waitMillis()).isNull();
    }

    @Test
    void whatIsOldOrTooMuchIsForgottenTheOldestFirst() throws SQLException {
        store().write(new Batch(
                IntStream.range(0, 10)
                        .mapToObj(i -> sample("jdbc/a", NOON.plusSeconds(i), i))
                        .toList(),
                List.of(),
                List.of(event("1", "old"))));

        int gone = store().deleteOld(new RetentionSettings("one", NOON.plusSeconds(4), 3, 10));

        assertThat(store().samples(all(), 10)).extracting(PoolSample::active).containsExactly(7, 8, 9);
        assertThat(store().events(all(), EventFilter.of(Event.Kind.LEAK), 10, 0))
                .isEmpty();
        assertThat(gone).isEqualTo(8);
    }

    private static TimeRange all() {
        return new TimeRange(Instant.EPOCH, NOON.plus(Duration.ofDays(9)), "", "");
    }

    private static PoolSample sample(String pool, Instant at, int active) {
        return new PoolSample("one", pool, at, active / 20.0, active, 2, 0, 20, active, 1.5, 20.0, 0, 0);
    }

    private static PoolSample ofServer(String instance, PoolSample sample) {
        return new PoolSample(
                instance,
                sample.pool(),
                sample.at(),
                sample.utilization(),
                sample.active(),
                sample.idle(),
                0,
                20,
                1,
                1.5,
                20.0,
                0,
                0);
    }

    private static Event event(String key, String body) {
        return new Event("one", NOON, Event.Kind.LEAK, key, "jdbc/a", body);
    }

    private static Batch pools(PoolSample... samples) {
        return new Batch(List.of(samples), List.of(), List.of());
    }

    private static Batch events(Event... events) {
        return new Batch(List.of(), List.of(), List.of(events));
    }
}
