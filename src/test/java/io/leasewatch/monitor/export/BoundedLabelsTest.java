package io.leasewatch.monitor.export;

import static io.leasewatch.monitor.export.BoundedLabels.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedLabelsTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final BoundedLabels labels = new BoundedLabels();

    @Test
    void theHeaviestNamesHaveSeriesOfTheirOwn() {
        labels.update(Map.of("a", 0, "b", 2, "c", 1), 2, 0);

        assertThat(labels.label("b")).isEqualTo("b");
        assertThat(labels.label("c")).isEqualTo("c");
        assertThat(labels.label("a")).isEqualTo(OTHER);
    }

    @Test
    void namesOfEqualWeightDoNotTakeTurns() {
        labels.update(Map.of("b", 1, "c", 1), 2, 0);

        boolean lost = labels.update(Map.of("a", 1, "b", 1, "c", 1), 2, MINUTE);

        assertThat(lost).isFalse();
        assertThat(labels.label("a")).isEqualTo(OTHER);
    }

    @Test
    void heavierNameTakesThePlaceOfTheLightest() {
        labels.update(Map.of("a", 0, "b", 1), 2, 0);

        boolean lost = labels.update(Map.of("a", 0, "b", 1, "c", 1), 2, MINUTE);

        assertThat(lost).isTrue();
        assertThat(labels.label("a")).isEqualTo(OTHER);
        assertThat(labels.label("b")).isEqualTo("b");
        assertThat(labels.label("c")).isEqualTo("c");
    }

    @Test
    void nameThatIsGoneKeepsItsSeriesForAWhile() {
        labels.update(Map.of("a", 1), 2, 0);

        assertThat(labels.update(Map.of(), 2, 9 * MINUTE)).isFalse();
        assertThat(labels.label("a")).isEqualTo("a");
        assertThat(labels.update(Map.of(), 2, 11 * MINUTE)).isTrue();
        assertThat(labels.label("a")).isEqualTo(OTHER);
    }

    @Test
    void nameThatIsGoneMakesRoomForAnyOther() {
        labels.update(Map.of("a", 2), 1, 0);

        labels.update(Map.of("b", 0), 1, MINUTE);

        assertThat(labels.label("b")).isEqualTo("b");
        assertThat(labels.label("a")).isEqualTo(OTHER);
    }

    @Test
    void lowerBoundTakesTheSeriesOfTheLightest() {
        labels.update(Map.of("a", 1, "b", 2, "c", 3), 3, 0);

        labels.update(Map.of("a", 1, "b", 2, "c", 3), 1, MINUTE);

        assertThat(labels.label("a")).isEqualTo(OTHER);
        assertThat(labels.label("b")).isEqualTo(OTHER);
        assertThat(labels.label("c")).isEqualTo("c");
    }
}
