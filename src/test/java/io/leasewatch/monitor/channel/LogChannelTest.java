package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Status;
import io.leasewatch.spi.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogChannelTest {

    private final LogChannel channel = new LogChannel();

    @Test
    void mildAlertIsAWarning() {
        assertThat(logged(Severity.INFO, Status.FIRING))
                .containsExactly("WARNING LSW4001W: Alert 12345 (info, leaks): It's {0} bad");
        assertThat(logged(Severity.WARNING, Status.FIRING))
                .containsExactly("WARNING LSW4001W: Alert 12345 (warning, leaks): It's {0} bad");
    }

    @Test
    void badAlertIsAnError() {
        assertThat(logged(Severity.ERROR, Status.FIRING))
                .containsExactly("SEVERE LSW4002E: Alert 12345 (error, leaks): It's {0} bad");
        assertThat(logged(Severity.CRITICAL, Status.FIRING))
                .containsExactly("SEVERE LSW4002E: Alert 12345 (critical, leaks): It's {0} bad");
    }

    @Test
    void resolutionIsGoodNewsHoweverBadItWas() {
        assertThat(logged(Severity.CRITICAL, Status.RESOLVED))
                .containsExactly("INFO LSW4003I: Alert 12345 (leaks) is resolved. It was: It's {0} bad");
    }

    @Test
    void channelIsCalledLog() {
        assertThat(channel.name()).isEqualTo("log");
    }

    private List<String> logged(Severity severity, Status status) {
        try (RecordedLog log = RecordedLog.of(LogChannel.class)) {
            channel.send(new Alert(
                    "12345",
                    "It's {0} bad",
                    new ManualClock().instant(),
                    severity,
                    "jdbc/app",
                    "",
                    "leaks",
                    status,
                    1,
                    List.of()));
            return log.lines();
        }
    }
}
