package io.leasewatch.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void everyStepThatIsThereIsKnownByItsName() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/leasewatch/monitor/history"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();

            assertThat(Migrations.ALL).isEqualTo(names);
        }
    }
}
