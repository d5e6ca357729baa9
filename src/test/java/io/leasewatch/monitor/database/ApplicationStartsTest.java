package io.leasewatch.monitor.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.liberty.Application;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ApplicationStartsTest {

    private final ApplicationStarts starts = new ApplicationStarts("jdbc/app");

    @Test
    void applicationThatIsOffTwiceInARowHasNotStarted() {
        starts.check(true, applications("shop INSTALLED", "stock STARTED"));
        assertThat(starts.notStarted()).isEmpty();

        starts.check(true, applications("shop INSTALLED", "stock STARTED"));
        assertThat(starts.notStarted()).containsExactly("shop");
    }

    @Test
    void nothingIsSaidWhileTheDatabaseIsDownOrAnApplicationIsBeingStarted() {
        starts.check(false, applications("shop INSTALLED"));
        starts.check(false, applications("shop INSTALLED"));
        assertThat(starts.notStarted()).isEmpty();

        starts.check(true, applications("shop INSTALLED"));
        starts.check(true, applications("shop STARTING"));
        starts.check(true, applications("shop INSTALLED"));
        assertThat(starts.notStarted()).isEmpty();
    }

    @Test
    void itIsOverWhenAllApplicationsHaveStarted() {
        starts.check(true, applications("shop STOPPED"));
        starts.check(true, applications("shop STOPPED"));
        starts.check(true, applications("shop STARTED"));
        assertThat(starts.notStarted()).isEmpty();

        // Someone stops it later.
        starts.check(true, applications("shop STOPPED"));
        starts.check(true, applications("shop STOPPED"));
        assertThat(starts.notStarted()).isEmpty();
    }

    @Test
    void applicationThatFailsToStartAfterTheDatabaseIsUpAgainIsFoundAsWell() {
        starts.check(true, applications("shop STARTING"));
        starts.check(true, applications("shop INSTALLED"));
        starts.check(true, applications("shop INSTALLED"));

        assertThat(starts.notStarted()).containsExactly("shop");
    }

    private static Supplier<List<Application>> applications(String... all) {
        return () -> Arrays.stream(all)
                .map(one -> one.split(" "))
                .map(one -> new Application(one[0], one[1]))
                .toList();
    }
}
