package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasewatch.LeaseEvent;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.it.inside.Elsewhere;
import io.leasewatch.it.inside.Gate;
import io.leasewatch.it.inside.Heard;
import io.leasewatch.it.inside.OpenLeases;
import io.leasewatch.it.inside.Refusal;
import io.leasewatch.it.inside.TrackedBean;
import io.leasewatch.it.inside.TrackedEjb;
import io.leasewatch.it.inside.Watching;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside an application that has the library in {@code WEB-INF/lib}, on a server that shares none. */
@ExtendWith(ArquillianServer.class)
@ArquillianTest
class InsideIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    private TrackedBean bean;

    @Inject
    private TrackedEjb ejb;

    @Inject
    private Watching watching;

    @Inject
    private Heard heard;

    @Inject
    private Elsewhere elsewhere;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private URL base;

    @Deployment
    static WebArchive application() throws URISyntaxException {
        return ShrinkWrap.create(WebArchive.class, "inside.war")
                .addPackage(TrackedBean.class.getPackage())
                .addClasses(InsideIT.class, ArquillianServer.class, Call.class, Answer.class)
                .addAsLibraries(
                        Archives.LIBRARY.toFile(),
                        jarOf(Assertions.class),
                        jarOf(Awaitility.class),
                        jarOf(Matcher.class));
    }

    private static File jarOf(Class<?> type) throws URISyntaxException {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @BeforeEach
    void reset() {
        LeaseRegistry.shared().reset();
        heard.forget();
    }

    @Test
    void aTrackedBeanIsOneDeclaredLeaseWithEverythingThatWasSaid() {
        List<Lease> leases = bean.look();

        assertThat(leases)
                .singleElement()
                .satisfies(lease -> assertThat(lease.borrower().operation())
                        .isEqualTo(new Operation("inside", "bean work", Duration.ofMinutes(30), "by right")));
        assertEnded(leases, Outcome.RETURNED);
    }

    @Test
    void aTrackedEjbIsOneDeclaredLeaseNamedByItsMethod() {
        List<Lease> leases = ejb.look();

        assertThat(leases)
                .singleElement()
                .satisfies(lease -> assertThat(lease.borrower().operation())
                        .isEqualTo(new Operation("inside", "TrackedEjb.look", Duration.ofMinutes(1), "")));
        assertEnded(leases, Outcome.RETURNED);
    }

    @Test
    void aTrackedResourceIsOneDeclaredLease() {
        Answer answer = call("api/tracked/look").get();

        assertThat(answer.body()).isEqualTo("inside, resource work, PT45S");
        assertThat(LeaseRegistry.shared().totals().history())
                .singleElement()
                .satisfies(lease -> assertThat(lease.outcome()).isEqualTo(Outcome.RETURNED));
        assertThat(OpenLeases.all()).isEmpty();
    }

    @Test
    void exceptionsPassAsTheyAreAndTheLeaseEnds() {
        Refusal refusal = new Refusal("no");
        IllegalStateException failure = new IllegalStateException("no");

        assertThatThrownBy(() -> bean.refuse(refusal)).isSameAs(refusal);
        assertThatThrownBy(() -> bean.fail(failure)).isSameAs(failure);
        assertThatThrownBy(() -> ejb.refuse(refusal)).isSameAs(refusal);
        Answer answer = call("api/tracked/refuse").get();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("the same");
        assertEnded(LeaseRegistry.shared().totals().history(), Outcome.FAILED);
        assertThat(LeaseRegistry.shared().totals().history()).hasSize(4);
        assertThat(LeaseRegistry.shared().totals().statistics().errors()).isEqualTo(4);
    }

    @Test
    void anApplicationThatThrowsOutOfEveryTrackedMethodLosesNothing() {
        Refusal refusal = new Refusal("no");

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> bean.refuse(refusal)).isSameAs(refusal);
            assertThatThrownBy(() -> ejb.refuse(refusal)).isSameAs(refusal);
        }

        assertThat(OpenLeases.all()).isEmpty();
        assertThat(LeaseRegistry.shared().totals().statistics().totalAcquired()).isEqualTo(200);
        assertThat(LeaseRegistry.shared().totals().statistics().totalReleased()).isEqualTo(200);
    }

    @Test
    void aDataSourceIsWatchedByInjectionAndWhoeverObservesHearsOfItsLeases() throws SQLException {
        List<Lease> leases = watching.take();

        assertThat(leases).singleElement().satisfies(lease -> {
            assertThat(lease.pool().name()).isEqualTo("jdbc/inside");
            assertThat(lease.site().toString()).contains("Watching.java");
        });
        assertEnded(leases, Outcome.RETURNED);
        assertThat(heard.events())
                .extracting(LeaseEvent::kind, LeaseEvent::lease)
                .containsExactly(
                        Assertions.tuple(LeaseEvent.Kind.OPENED, leases.get(0)),
                        Assertions.tuple(LeaseEvent.Kind.CLOSED, leases.get(0)));
    }

    @Test
    void workOnAnExecutorOfTheApplicationHasTheBorrowerOfItsRequest() {
        Borrower here = ThreadContext.current().borrower();

        assertThat(elsewhere.thread()).isNotEqualTo(Thread.currentThread().getName());
        assertThat(here.requestId()).isNotEmpty();
        assertThat(elsewhere.borrower()).isSameAs(here);
    }

    @Test
    void aServletsAsynchronousRequestEndsWhenItIsCompleted() {
        assertEndsWithItsWork("async");
    }

    @Test
    void aCompletionStageEndsItsRequestWhenItCompletes() {
        assertEndsWithItsWork("api/async/stage");
    }

    @Test
    void serverSentEventsEndTheirRequestWhenTheSinkIsClosed() {
        assertEndsWithItsWork("api/async/events");
    }

    private void assertEndsWithItsWork(String path) {
        int others = active();
        Gate.shut();

        CompletableFuture<Answer> asked = call(path).getLater();
        await().atMost(SOON).until(() -> Gate.arrived() == 1);
        // For a while, so that a request that is thought to end with its first thread is found out.
        await().atMost(SOON).during(Duration.ofMillis(500)).until(() -> active() == others + 1);

        Gate.open();
        assertThat(asked.join().status()).isEqualTo(200);
        await().atMost(SOON).until(() -> active() == others);
    }

    private static int active() {
        return RequestLog.shared().statistics().active();
    }

    private Call call(String path) {
        return new Call(URI.create(base + path));
    }

    private static void assertEnded(List<Lease> leases, Outcome outcome) {
        assertThat(leases).allSatisfy(lease -> {
            assertThat(lease.isOpen()).isFalse();
            assertThat(lease.outcome()).isEqualTo(outcome);
        });
        assertThat(OpenLeases.all()).isEmpty();
    }
}
