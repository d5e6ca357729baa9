package io.leasewatch.web.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitoringQueryTest {

    private static final List<String> SERVICES = List.of("bookshop", "orders");
    private static final List<String> POOLS = List.of("jdbc/audit", "jdbc/bookshop");

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(query())
                .isEqualTo(new MonitoringQuery(false, false, false, false, 100, false, 24, null, null, "json"));
    }

    @Test
    void everyParameterIsRead() {
        MonitoringQuery query = query(
                "detailed=true",
                "stacks=true",
                "diagnostics=true",
                "history=true",
                "limit=1000",
                "aggregated=true",
                "hours=744",
                "service=orders",
                "pool=jdbc/audit",
                "format=JSON");

        assertThat(query)
                .isEqualTo(
                        new MonitoringQuery(true, true, true, true, 1000, true, 744, "orders", "jdbc/audit", "json"));
        assertThat(query.query(false).includesPool("jdbc/audit")).isTrue();
        assertThat(query.query(false).includesPool("jdbc/bookshop")).isFalse();
        assertThat(query.query(false).includesService("bookshop")).isFalse();
    }

    @Test
    void onlyAnAdminThatAsksForStacksGetsThem() {
        assertThat(query("stacks=true").query(true).stacks()).isTrue();
        assertThat(query("stacks=true").query(false).stacks()).isFalse();
        assertThat(query().query(true).stacks()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detailed=yes     | detailed must be true or false, was yes",
                "stacks=1         | stacks must be true or false, was 1",
                "diagnostics=1    | diagnostics must be true or false, was 1",
                "history=         | history must be true or false, was ",
                "aggregated=TRUE  | aggregated must be true or false, was TRUE",
                "limit=0          | limit must be a whole number from 1 to 1000, was 0",
                "limit=1001       | limit must be a whole number from 1 to 1000, was 1001",
                "hours=0          | hours must be a whole number from 1 to 744, was 0",
                "hours=745        | hours must be a whole number from 1 to 744, was 745",
                "service=none     | service must be one of bookshop, orders, was none",
                "pool=JDBC/AUDIT  | pool must be one of jdbc/audit, jdbc/bookshop, was JDBC/AUDIT",
                "format=xml       | format must be one of json"
            })
    void wrongParameterIsRefusedWithWhatIsAllowed(String parameter, String words) {
        assertThatThrownBy(() -> query(parameter)).isInstanceOfSatisfying(WebApplicationException.class, e -> {
            assertThat(e.getResponse().getStatus()).isEqualTo(400);
            assertThat(e).hasMessageContaining(words);
        });
    }

    private static MonitoringQuery query(String... parameters) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            given.add(parts[0], parts[1]);
        }
        return MonitoringQuery.of(given, SERVICES, POOLS);
    }
}
