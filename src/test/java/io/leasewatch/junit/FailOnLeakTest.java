package io.leasewatch.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.junit.Samples.AtMethods;
import io.leasewatch.junit.Samples.BadTime;
import io.leasewatch.junit.Samples.FailingItself;
import io.leasewatch.junit.Samples.Fixtures;
import io.leasewatch.junit.Samples.HeldForTheClass;
import io.leasewatch.junit.Samples.LeakingClass;
import io.leasewatch.junit.Samples.LeakingTest;
import io.leasewatch.junit.Samples.OtherThreads;
import io.leasewatch.junit.Samples.OwnRegistry;
import io.leasewatch.junit.Samples.Parameterised;
import io.leasewatch.junit.Samples.Subclass;
import io.leasewatch.junit.Samples.WithNested;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class FailOnLeakTest {

    @AfterEach
    void heal() {
        LeaseRegistry shared = LeaseRegistry.shared();
        shared.openLeases().forEach(lease -> shared.close(lease, Outcome.RETURNED));
        Samples.OWN.openLeases().forEach(lease -> Samples.OWN.close(lease, Outcome.RETURNED));
    }

    @Test
    void testThatLeavesALeaseOpenFailsWithItsLine() {
        EngineExecutionResults results = run(LeakingTest.class);

        assertThat(failures(results))
                .singleElement()
                .asString()
                .matches("(?s)leaves\\(\\): 1 lease was not closed:\\n"
                        + "  a connection of jdbc/orders, taken at Samples\\.java:\\d+ \\(take\\)"
                        + " by thread " + Thread.currentThread().getName() + ", held for \\d+ ms");
        results.testEvents()
                .assertStatistics(events -> events.started(2).succeeded(1).failed(1));
    }

    @Test
    void everyLeaseThatIsLeftIsNamedInTheOrderOfTaking() {
        assertThat(failures(run(AtMethods.class)))
                .singleElement()
                .asString()
                .startsWith("leavesThree(): 3 leases were not closed:\n  a connection of jdbc/one, ")
                .containsSubsequence("\n  a connection of jdbc/two, ", "\n  the declared lease import of orders, ");
    }

    @Test
    void whatWasOpenBeforeIsNotTheTests() {
        Lease before = Samples.take("jdbc/before");

        EngineExecutionResults results = run(Fixtures.class);

        assertThat(before.isOpen()).isTrue();
        assertThat(failures(results)).isEmpty();
    }

    @Test
    void leaseOfTheClassMayBeOpenAsLongAsItsTestsRun() {
        EngineExecutionResults results = run(HeldForTheClass.class);

        assertThat(failures(results)).isEmpty();
        results.testEvents().assertStatistics(events -> events.succeeded(2));
    }

    @Test
    void classThatLeavesALeaseOpenFailsOnlyForItsOwn() {
        assertThat(failures(run(LeakingClass.class)))
                .satisfiesExactly(
                        ofTest -> assertThat(ofTest)
                                .startsWith("leaves(): 1 lease")
                                .contains("jdbc/test"),
                        ofClass -> assertThat(ofClass)
                                .startsWith("Samples$LeakingClass: 1 lease")
                                .contains("jdbc/class"));
    }

    @Test
    void leaseOfAnotherThreadIsTheTestsWhenItIsNotBackInTime() {
        EngineExecutionResults results = run(OtherThreads.class);

        assertThat(failures(results))
                .singleElement()
                .asString()
                .startsWith("leavesItInAThread(): ")
                .contains("by thread forgetful,");
        results.testEvents().assertStatistics(events -> events.succeeded(1).failed(1));
    }

    @Test
    void inParallelATestIsBlamedForItsOwnThreadOnly() {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .selectors(selectClass(OtherThreads.class), selectClass(LeakingTest.class))
                .execute();

        assertThat(failures(results)).singleElement().asString().startsWith("leaves(): ");
    }

    @Test
    void nestedClassesAndSubclassesAreCheckedToo() {
        assertThat(failures(run(WithNested.class))).singleElement().asString().startsWith("leavesInside(): ");
        assertThat(failures(run(Subclass.class))).singleElement().asString().startsWith("leaves(): ");
    }

    @Test
    void eachInvocationOfAParameterisedTestIsCheckedAlone() {
        assertThat(failures(run(Parameterised.class)))
                .singleElement()
                .asString()
                .startsWith("[2] ")
                .contains("jdbc/second");
    }

    @Test
    void failureOfTheTestItselfComesFirst() {
        EngineExecutionResults results = run(FailingItself.class);

        results.testEvents().assertThatEvents().haveExactly(1, event(test(), finishedWithFailure(message("its own"))));
        assertThat(results.testEvents().failed().list())
                .singleElement()
                .satisfies(event -> assertThat(thrown(event).getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("1 lease was not closed"));
    }

    @Test
    void extensionLooksAtTheRegistryItWasGiven() {
        assertThat(failures(run(OwnRegistry.class)))
                .singleElement()
                .asString()
                .startsWith("leavesItInItsOwn(): 1 lease")
                .contains("jdbc/own");
    }

    @Test
    void timeThatIsNoneFailsTheTestAndSaysWhy() {
        assertThat(failures(run(BadTime.class)))
                .containsExactlyInAnyOrder(
                        "soon(): within of @FailOnLeak must be an ISO-8601 duration such as PT0.5S, was soon",
                        "negative(): within must not be negative, was PT-1S");
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
    }

    /** What failed, and why. */
    private static List<String> failures(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName() + ": "
                        + thrown(event).getMessage())
                .toList();
    }

    private static Throwable thrown(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
