package io.leasewatch.monitor.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link MannKendall}, {@link TheilSen} and {@link NormalDistribution}. */
class TrendTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 0.317310508",
        "1.644853627, 0.1",
        "1.959963985, 0.05",
        "2.575829304, 0.01",
        "-3, 0.002699796"
    })
    void normalTailsAreThoseOfTheTables(double z, double p) {
        assertThat(NormalDistribution.twoSided(z)).isCloseTo(p, within(2e-7));
    }

    @Test
    void pairsAreCountedByTheWayTheyGo() {
        MannKendall trend = MannKendall.of(new double[] {1, 3, 2, 4});

        // Five pairs rise and one falls; 4·3·13 / 18.
        assertThat(trend.s()).isEqualTo(4);
        assertThat(trend.variance()).isCloseTo(8.666667, within(1e-6));
    }

    @Test
    void tiesMakeTheVarianceSmaller() {
        // Two ties of two and one of three: (7·6·19 − 2·2·1·9 − 3·2·11) / 18.
        MannKendall trend = MannKendall.of(new double[] {0, 0, 1, 1, 2, 2, 2});

        assertThat(trend.variance()).isCloseTo((798 - 36 - 66) / 18.0, within(1e-9));
    }

    @Test
    void seriesThatStandsStillHasNoTrend() {
        assertThat(MannKendall.of(new double[20]).pValue()).isOne();
        assertThat(MannKendall.of(new double[0]).pValue()).isOne();
        assertThat(MannKendall.of(new double[] {7}).pValue()).isOne();
    }

    @Test
    void noiseIsTakenForATrendAsOftenAsTheTestSays() {
        Random random = new Random(1);
        long found = IntStream.range(0, 4000)
                .filter(i -> MannKendall.of(random.doubles(40).toArray()).pValue() < 0.05)
                .count();

        assertThat(found / 4000.0).isCloseTo(0.05, within(0.01));
    }

    @Test
    void slopeIsTheMedianOfAllPairs() {
        TheilSen line = TheilSen.of(new double[] {0, 1, 2, 4}, new double[] {0, 2, 3, 12}, 0);

        // 2, 1.5, 3, 1, 10/3, 4.5
        assertThat(line.slope()).isEqualTo(2.5);
    }

    @Test
    void aQuarterOfWildPointsDoesNotSpoilTheSlope() {
        double[] at = IntStream.range(0, 40).asDoubleStream().toArray();
        double[] values = Arrays.stream(at).map(x -> 3 * x + 1).toArray();
        for (int i = 0; i < 40; i += 4) {
            values[i] = 1e6 * (i % 8 - 3);
        }

        assertThat(TheilSen.of(at, values, MannKendall.of(values).variance()).slope())
                .isCloseTo(3, within(1e-9));
    }

    @Test
    void intervalHasTheTrueSlopeInNinetyFiveOfAHundredCases() {
        Random random = new Random(2);
        double[] at = IntStream.range(0, 30).asDoubleStream().toArray();
        int inside = 0;
        for (int i = 0; i < 2000; i++) {
            double[] values =
                    Arrays.stream(at).map(x -> 0.5 * x + random.nextGaussian()).toArray();
            TheilSen line = TheilSen.of(at, values, MannKendall.of(values).variance());
            inside += line.low() <= 0.5 && 0.5 <= line.high() ? 1 : 0;
        }

        assertThat(inside / 2000.0).isBetween(0.94, 0.97);
    }

    @Test
    void onePointHasNoSlope() {
        assertThatThrownBy(() -> TheilSen.of(new double[1], new double[1], 0))
                .hasMessage("there must be as many values as times, and at least two, was 1 and 1");
    }
}
