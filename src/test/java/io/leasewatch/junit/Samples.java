package io.leasewatch.junit;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of an application, right and wrong. Static nested classes, so that no build runs them as tests. */
final class Samples {

    static final LeaseRegistry OWN = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);

    private Samples() {}

    static Lease take(String pool) {
        return take(LeaseRegistry.shared(), pool);
    }

    private static Lease take(LeaseRegistry registry, String pool) {
        return Objects.requireNonNull(registry.open(Acquisition.of(registry.pool(pool, ""))));
    }

    static void giveBack(Lease lease) {
        LeaseRegistry.shared().close(lease, Outcome.RETURNED);
    }

    @FailOnLeak(within = "PT0.01S")
    static class LeakingTest {

        @Test
        void leaves() {
            take("jdbc/orders");
        }

        @Test
        void givesBack() {
            giveBack(take("jdbc/orders"));
        }
    }

    static class Subclass extends LeakingTest {}

    static class AtMethods {

        @Test
        @FailOnLeak(within = "PT0S")
        void leavesThree() {
            take("jdbc/one");
            take("jdbc/two");
            LeaseRegistry.shared().declare(Borrower.of(new Operation("orders", "import"), "", null));
        }

        @Test
        void leavesWhatNobodyAsksFor() {
            take("jdbc/other");
        }
    }

    @FailOnLeak
    static class Fixtures {

        private Lease fixture;

        @BeforeEach
        void takeIt() {
            fixture = take("jdbc/fixture");
        }

        @AfterEach
        void giveItBack() {
            giveBack(fixture);
        }

        @Test
        void works() {}
    }

    @FailOnLeak
    static class HeldForTheClass {

        private static Lease fixture;

        @BeforeAll
        static void takeIt() {
            fixture = take("jdbc/class");
        }

        @AfterAll
        static void giveItBack() {
            giveBack(fixture);
        }

        @Test
        void works() {}

        @Test
        void worksToo() {}
    }

    @FailOnLeak(within = "PT0S")
    static class LeakingClass {

        @BeforeAll
        static void takeIt() {
            take("jdbc/class");
        }

        @Test
        void leaves() {
            take("jdbc/test");
        }

        @Test
        void works() {}
    }

    @FailOnLeak(within = "PT0.2S")
    static class OtherThreads {

        @Test
        void leavesItInAThread() throws InterruptedException {
            Thread thread = new Thread(() -> take("jdbc/thread"), "forgetful");
            thread.start();
            thread.join();
        }

        @Test
        @FailOnLeak(within = "PT1M")
        void isAboutToGiveItBack() {
            Lease late = take("jdbc/late");
            new Thread(() -> giveBack(late), "late").start();
        }
    }

    @FailOnLeak(within = "PT0S")
    static class WithNested {

        private Lease fixture;

        @BeforeEach
        void takeIt() {
            fixture = take("jdbc/outer");
        }

        @AfterEach
        void giveItBack() {
            giveBack(fixture);
        }

        @Nested
        class Inside {

            @Test
            void leavesInside() {
                take("jdbc/inner");
            }

            @Test
            void works() {}
        }
    }

    @FailOnLeak(within = "PT0S")
    static class Parameterised {

        @ParameterizedTest
        @ValueSource(strings = {"jdbc/first", "jdbc/second", "jdbc/third"})
        void leavesTheSecond(String pool) {
            Lease lease = take(pool);
            if (!pool.equals("jdbc/second")) {
                giveBack(lease);
            }
        }
    }

    @FailOnLeak(within = "PT0S")
    static class FailingItself {

        @Test
        void failsAndLeaves() {
            take("jdbc/orders");
            throw new AssertionError("its own");
        }
    }

    static class OwnRegistry {

        @RegisterExtension
        final LeakCheck leaks = LeakCheck.of(OWN).within(Duration.ZERO);

        @Test
        void leavesItInItsOwn() {
            take(OWN, "jdbc/own");
        }

        @Test
        void leavesItInAnother() {
            take("jdbc/shared");
        }
    }

    static class BadTime {

        @Test
        @FailOnLeak(within = "soon")
        void soon() {}

        @Test
        @FailOnLeak(within = "PT-1S")
        void negative() {}
    }
}
