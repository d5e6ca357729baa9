package io.leasewatch.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureOverrideTest {

    @Test
    void isForAPoolOrAServiceWhoseNameMayHoldAnything() {
        assertThat(CaptureOverride.parse("pool:java:app/jdbc/a=b = full"))
                .isEqualTo(new CaptureOverride(CaptureOverride.Of.POOL, "java:app/jdbc/a=b", CaptureMode.FULL));
        assertThat(CaptureOverride.parse("service:night shift=off"))
                .isEqualTo(new CaptureOverride(CaptureOverride.Of.SERVICE, "night shift", CaptureMode.OFF));
    }

    /** A line is known when the stack was looked at, and that is what it would have to decide. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pool",
                "pool:",
                "pool:=off",
                "pool:a",
                "pool:a=",
                "pool:a=never",
                "pool:a=OFF",
                "site:A.java:1=off"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> CaptureOverride.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
