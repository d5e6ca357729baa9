package io.leasewatch.monitor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownLeakTest {

    @ParameterizedTest
    @CsvSource({
        "new, 1.3, new in release 1.3",
        "new, deployed 2026-01-01T00:00:00Z, new since the deployment of 2026-01-01T00:00:00Z",
        "new, 1.4-SNAPSHOT deployed 2026-01-01T00:00:00Z, new since the deployment of 2026-01-01T00:00:00Z",
        "regressed, 1.3, regressed",
        "known, 1.3, ''",
        "resolved, 1.3, ''",
    })
    void whatIsNewOfALeakIsSaidAsPeopleSayIt(String state, String release, String news) {
        assertThat(known(state, List.of("1.2", release)).news()).isEqualTo(news);
    }

    @ParameterizedTest
    @CsvSource({"new, ''", "regressed, regressed"})
    void leakOfAnUnknownReleaseIsNotCalledNewInOne(String state, String news) {
        assertThat(known(state, List.of()).news()).isEqualTo(news);
    }

    private static KnownLeak known(String state, List<String> releases) {
        return new KnownLeak("a", Instant.EPOCH, Instant.EPOCH, 1, releases, state);
    }
}
