package io.leasewatch.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryFilterTest {

    private static final List<String> KNOWN = List.of("pool", "limit");

    @Test
    void knownParametersMayBeGivenOnceOrLeftOut() {
        assertThat(QueryFilter.wrong(KNOWN, Map.of())).isNull();
        assertThat(QueryFilter.wrong(KNOWN, Map.of("pool", List.of("java:app/jdbc/é"), "limit", List.of(""))))
                .isNull();
        assertThat(QueryFilter.wrong(KNOWN, Map.of("pool", List.of("a", "a"))))
                .isEqualTo("The parameter pool must be given once, but was given 2 times");
    }

    @Test
    void unknownOnesAreAnsweredWithThoseThatThereAre() {
        assertThat(QueryFilter.wrong(KNOWN, Map.of("pol", List.of("a"))))
                .isEqualTo("The parameters of this path must be among pool, limit, was pol");
        assertThat(QueryFilter.wrong(List.of(), Map.of("pol", List.of("a"))))
                .isEqualTo("This path has no parameters, was given pol");
    }

    @Test
    void valuesAreBounded() {
        String longest = "a".repeat(QueryFilter.LONGEST);

        assertThat(QueryFilter.wrong(KNOWN, Map.of("pool", List.of(longest)))).isNull();
        assertThat(List.of(longest + "a", "a\u0000", "a\nb", "\u007f", "\u0085"))
                .allSatisfy(value -> assertThat(QueryFilter.wrong(KNOWN, Map.of("pool", List.of(value))))
                        .startsWith("The parameter pool must have up to 500 characters"));
    }
}
