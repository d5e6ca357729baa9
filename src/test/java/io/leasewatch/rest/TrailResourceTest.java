package io.leasewatch.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.live.Trail.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailResourceTest {

    private static final int MOST = 600;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MOST})
    void whatFitsIsLeftAsItIs(int count) {
        List<Point> points =
                IntStream.range(0, count).mapToObj(i -> point(i, 1)).toList();

        assertThat(TrailResource.thinned(points)).isEqualTo(points);
    }

    @Test
    void dayIsThinnedWithoutMissingAPeak() {
        List<Point> points = IntStream.range(0, 2880)
                .mapToObj(i -> point(i, i == 1234 ? 9 : 1))
                .toList();

        List<Point> thinned = TrailResource.thinned(points);

        assertThat(thinned).hasSize(2880 / 5).contains(points.get(1234)).isSubsetOf(points);
    }

    private static Point point(long at, int used) {
        return new Point(at, used, 0, null, null, null, null, null, null, null);
    }
}
