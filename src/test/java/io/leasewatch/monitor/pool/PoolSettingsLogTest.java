package io.leasewatch.monitor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.work.ServerPoolSettings;
import io.leasewatch.docs.RecordedLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolSettingsLogTest {

    @ParameterizedTest
    @CsvSource({
        "50,         -1, 0, ''",
        "50,         1800, 0, ''",
        "50,         0,  0, LSW2007W",
        "50,         -1, 1, LSW2008W",
        "0,          -1, 0, LSW2009W",
        "2147483647, -1, 0, LSW2009W",
    })
    void settingThatDefeatsThePoolIsNamed(int max, int aged, int perThread, String id) {
        try (RecordedLog log = RecordedLog.of(PoolSettingsLog.class)) {
            PoolSettingsLog.check("jdbc/app", new ServerPoolSettings(max, 0, aged, perThread));

            assertThat(log.lines()).hasSize(id.isEmpty() ? 0 : 1);
            assertThat(log.lines())
                    .allSatisfy(line -> assertThat(line).startsWith("WARNING " + id + ": jdbc/app has "));
        }
    }
}
