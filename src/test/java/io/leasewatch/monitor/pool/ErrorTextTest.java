package io.leasewatch.monitor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {

    @Test
    void isOneLineWithItsCauseAndWithoutCredentials() {
        SQLException thrown = new SQLException(
                "failed\nat jdbc:postgresql://db/pgbouncer?password=hush&user=a by open-sesame",
                new ConnectException("why"));

        assertThat(ErrorText.of(thrown, "open-sesame", ""))
                .isEqualTo("failed at jdbc:postgresql://db/pgbouncer?password=… by … (ConnectException: why)");
    }

    @Test
    void endsSomewhere() {
        assertThat(ErrorText.of(new SQLException("x".repeat(1000))))
                .hasSize(201)
                .endsWith("x…");
    }
}
