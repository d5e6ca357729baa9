package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.docs.AccessTable.Caller;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every path of the monitor has its rows in docs/security.md; whether they are right is for RunServerSecurityIT to say. */
class SecurityDocTest {

    @Test
    void everyPathAndMethodHasItsRowAndEveryRowItsPath() throws IOException {
        AccessTable table = AccessTable.read();

        assertThat(table.endpoints()).containsExactlyEntriesOf(AccessTable.endpointsOfTheClasses());
    }

    @Test
    void onlyWhatIsKnownToBeForAnybodyIs() {
        assertThat(AccessTable.read().rows())
                .filteredOn(row -> row.answers().get(Caller.NO_LOGIN.ordinal()) < 400)
                .extracting(AccessTable.Row::path)
                .containsExactlyInAnyOrder("/readyz", "/api/health/connections");
    }
}
