package io.leasewatch.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/leasewatch/",
                "/leasewatch/readyz",
                "/leasewatch/api/database/pools/jdbc/orders",
                "/leasewatch/api/database/pools/jdbc%2Forders",
                "/leasewatch/api/database/pools/java:app%2Fjdbc%2F%C3%BC+a%20b",
                "/leasewatch/api/database/meant/a.b.C.%3Cinit%3E:12",
                "/leasewatch/js/..main.js",
                "/leasewatch/.../a."
            })
    void pathThatIsWrittenPlainlyIsLetThrough(String path) {
        assertThat(PathFilter.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/leasewatch/readyz;",
                "/leasewatch/readyz;x=/../api/health/connections",
                "/leasewatch;x=1/readyz",
                "/leasewatch/readyz%3bx",
                "/leasewatch/readyz%3Bx=/",
                "/leasewatch//readyz",
                "/leasewatch/readyz//",
                "/leasewatch/api/..;/readyz",
                "/leasewatch/api/../readyz",
                "/leasewatch/api/%2e%2e/readyz",
                "/leasewatch/api/.%2E/readyz",
                "/leasewatch/api%2f..%2freadyz",
                "/leasewatch/api%5c..%5creadyz",
                "/leasewatch/./readyz",
                "/leasewatch/readyz/.",
                "/leasewatch/readyz/..",
                "/leasewatch/readyz%2f%2f",
                "/leasewatch/readyz%zz",
                "/leasewatch/readyz%"
            })
    void pathThatCanBeWrittenAnotherWayIsRefused(String path) {
        assertThat(PathFilter.isPlain(path)).isFalse();
    }
}
