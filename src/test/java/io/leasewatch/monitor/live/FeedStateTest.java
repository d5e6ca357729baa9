package io.leasewatch.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.live.FeedState.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedStateTest {

    private final FeedState before =
            new FeedState(Map.of("pools", Map.of("a", 1, "b", 2), "alerts", Map.of("7", "fires")));

    @Test
    void whatIsTheSameIsNotTold() {
        assertThat(before.since(before)).isEqualTo(new Change(Map.of(), Map.of()));
    }

    @Test
    void whatIsNewOrDifferentIsPutAndWhatIsMissingIsGone() {
        FeedState now = new FeedState(Map.of("pools", Map.of("b", 3, "c", 4)));

        Change change = now.since(before);

        assertThat(change.put()).isEqualTo(Map.of("pools", Map.of("b", 3, "c", 4)));
        assertThat(change.gone()).isEqualTo(Map.of("pools", List.of("a"), "alerts", List.of("7")));
    }

    @Test
    void changeMakesTheOneStateTheOther() {
        FeedState now = new FeedState(Map.of("pools", Map.of("a", 1, "c", 4), "leaks", Map.of("9", "x")));

        Change change = now.since(FeedState.EMPTY);

        assertThat(change.put()).isEqualTo(now.sections());
        assertThat(change.gone()).isEmpty();
    }
}
