package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.work.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedOperationsTest {

    @Test
    void methodThatSaysNothingIsNamedByItsClassAndItself() {
        Operation operation = operation(Plain.class, "work");

        assertThat(operation).isEqualTo(new Operation("unknown", "Plain.work"));
    }

    @Test
    void methodThatSaysEverythingIsTakenAtItsWord() {
        Operation operation = operation(Outspoken.class, "importAll");

        assertThat(operation).isEqualTo(new Operation("stock", "nightly", Duration.ofMinutes(30), "a large file"));
    }

    @Test
    void longerOfTheTwoLimitsCountsWhicheverItIs() {
        assertThat(operation(Limits.class, "thresholdIsLonger").holdLimit()).isEqualTo(Duration.ofHours(2));
        assertThat(operation(Limits.class, "holdIsLonger").holdLimit()).isEqualTo(Duration.ofHours(3));
        assertThat(operation(Limits.class, "thresholdAlone").holdLimit()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "zero", "negative", "tooLong"})
    void limitThatIsNoDurationIsLeftOut(String method) {
        Operation operation = operation(Mistaken.class, method);

        assertThat(operation.holdLimit()).isNull();
        assertThat(operation.name()).isEqualTo("Mistaken." + method);
    }

    @Test
    void badLimitLeavesTheGoodOneInForce() {
        assertThat(operation(Mistaken.class, "halfRight").holdLimit()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void classSpeaksForMethodsThatDoNotAndTheSubclassBeforeItsParent() {
        assertThat(operation(Parent.class, "silent").service()).isEqualTo("parent");
        assertThat(operation(Parent.class, "spoken").service()).isEqualTo("own");
        assertThat(operation(Child.class, "silent").service()).isEqualTo("child");
        assertThat(operation(Grandchild.class, "silent").service()).isEqualTo("child");
    }

    @Test
    void annotationIsReadOnce() {
        Operation once = operation(Outspoken.class, "importAll");
        Operation twice = operation(Outspoken.class, "importAll");

        assertThat(twice).isSameAs(once);
    }

    private static Operation operation(Class<?> target, String method) {
        try {
            return TrackedOperations.of(target, target.getMethod(method)).operation();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Bound by a stereotype, say. */
    public static class Plain {
        public void work() {}
    }

    /** Says it all. */
    public static class Outspoken {
        @TrackConnections(
                service = "stock",
                operation = "nightly",
                leakThreshold = "PT1M",
                maxHold = "PT30M",
                reason = "a large file")
        public void importAll() {}
    }

    /** Two limits. */
    public static class Limits {
        @TrackConnections(leakThreshold = "PT2H", maxHold = "PT1H")
        public void thresholdIsLonger() {}

        @TrackConnections(leakThreshold = "PT2H", maxHold = "PT3H")
        public void holdIsLonger() {}

        @TrackConnections(leakThreshold = "PT1S")
        public void thresholdAlone() {}
    }

    /** Written in haste. */
    public static class Mistaken {
        @TrackConnections(leakThreshold = "2 minutes")
        public void nonsense() {}

        @TrackConnections(leakThreshold = "PT0S")
        public void zero() {}

        @TrackConnections(maxHold = "PT-1S")
        public void negative() {}

        @TrackConnections(maxHold = "P99999999999999999999D")
        public void tooLong() {}

        @TrackConnections(leakThreshold = "soon", maxHold = "PT2M")
        public void halfRight() {}
    }

    /** Annotated as a whole. */
    @TrackConnections(service = "parent")
    public static class Parent {
        public void silent() {}

        @TrackConnections(service = "own")
        public void spoken() {}
    }

    /** Says otherwise. */
    @TrackConnections(service = "child")
    public static class Child extends Parent {}

    /** As a container's subclass proxy. */
    public static class Grandchild extends Child {}
}
