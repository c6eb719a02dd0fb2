package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.mlcd.monitor.profile.QuantileSketch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoSampleTest {

    private static double[] draw(RandomGenerator random, int size, ToDoubleFunction<RandomGenerator> from) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> from.applyAsDouble(random));
        return values;
    }

    private static double gaussian(RandomGenerator random) {
        return random.nextGaussian();
    }

    /** Ink of a drawing: many equal values and a tail. */
    private static double tied(RandomGenerator random) {
        return Math.floor(-5 * Math.log(1 - random.nextDouble()));
    }

    @Test
    void kolmogorovSmirnovAgreesWithTheLibraryOnWholeSamples() {
        RandomGenerator random = new SplittableRandom(1);
        for (int round = 0; round < 20; round++) {
            double[] a = draw(random, 900, TwoSampleTest::gaussian);
            double[] b = draw(random, 300, r -> 1.1 * r.nextGaussian() + 0.1);
            TestResult ours = KolmogorovSmirnov.test(QuantileSketch.of(a), QuantileSketch.of(b));
            var theirs = KolmogorovSmirnovTest.withDefaults().test(a, b);
            assertThat(ours.statistic()).isCloseTo(theirs.getStatistic(), within(1e-12));
            assertThat(ours.pValue()).isCloseTo(theirs.getPValue(), within(0.05));
        }
    }

    /**
     * Without a shift, a test at level 0.05 may be significant in at most 5% of 1,000 windows. 50 are expected at most, 70 allow for
     * three standard deviations of the simulation.
     */
    @ParameterizedTest
    @CsvSource({"ks,600,60", "ks,6000,500", "ks,6000,6000", "psi,600,60", "psi,6000,500", "psi,6000,6000"})
    void falseAlarmsStayWithinTheLevel(String test, int trained, int seen) {
        RandomGenerator random = new SplittableRandom(7);
        int alarms = 0;
        int tiedAlarms = 0;
        for (int window = 0; window < 1_000; window++) {
            alarms += pValue(test, random, trained, seen, TwoSampleTest::gaussian) <= 0.05 ? 1 : 0;
            tiedAlarms += pValue(test, random, trained, seen, TwoSampleTest::tied) <= 0.05 ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(70);
        assertThat(tiedAlarms).isLessThanOrEqualTo(70);
    }

    private static double pValue(
            String test, RandomGenerator random, int trained, int seen, ToDoubleFunction<RandomGenerator> from) {
        Distribution a = QuantileSketch.of(draw(random, trained, from));
        Distribution b = QuantileSketch.of(draw(random, seen, from));
        return (test.equals("ks") ? KolmogorovSmirnov.test(a, b) : PopulationStability.test(a, b)).pValue();
    }

    @ParameterizedTest
    @CsvSource({"ks", "psi"})
    void aShiftOfHalfADeviationIsFound(String test) {
        RandomGenerator random = new SplittableRandom(3);
        int found = 0;
        for (int window = 0; window < 100; window++) {
            Distribution a = QuantileSketch.of(draw(random, 6_000, TwoSampleTest::gaussian));
            Distribution b = QuantileSketch.of(draw(random, 200, r -> r.nextGaussian() + 0.5));
            double p = (test.equals("ks") ? KolmogorovSmirnov.test(a, b) : PopulationStability.test(a, b)).pValue();
            found += p <= 0.001 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(90);
    }

    @Property(tries = 50)
    void theDistanceOfAShiftedSampleIsTheShift(
            @ForAll @Size(min = 1, max = 200) double[] raw, @ForAll @DoubleRange(min = 0, max = 100) double shift) {
        double[] a = Arrays.stream(raw).map(x -> Math.IEEEremainder(x, 1000)).map(x -> Double.isFinite(x) ? x : 0).toArray();
        double[] b = Arrays.stream(a).map(x -> x + shift).toArray();
        assertThat(Wasserstein.distance(QuantileSketch.of(a), QuantileSketch.of(b))).isCloseTo(shift, within(1e-6));
        assertThat(Wasserstein.distance(QuantileSketch.of(a), QuantileSketch.of(a))).isZero();
    }

    @Test
    void stabilityIndexIsSmallForTheSameAndLargeForAnotherShape() {
        RandomGenerator random = new SplittableRandom(5);
        Distribution trained = QuantileSketch.of(draw(random, 1_000, TwoSampleTest::gaussian));
        assertThat(PopulationStability.test(trained, QuantileSketch.of(draw(random, 1_000, TwoSampleTest::gaussian))).statistic())
                .isLessThan(0.1);
        assertThat(PopulationStability.test(trained, QuantileSketch.of(draw(random, 1_000, r -> 3 + r.nextGaussian()))).statistic())
                .isGreaterThan(0.25);
        Distribution constant = QuantileSketch.of(1, 1, 1, 1);
        assertThat(PopulationStability.test(constant, constant).pValue()).isEqualTo(1);
    }

    @Test
    void falseAlarmsOnClassesStayWithinTheLevel() {
        RandomGenerator random = new SplittableRandom(11);
        int alarms = 0;
        for (int window = 0; window < 1_000; window++) {
            Map<String, Long> trained = classes(random, 5_000, 0);
            Map<String, Long> seen = classes(random, 120, 0);
            alarms += CategoryShift.test(trained, seen).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(70);
        assertThat(CategoryShift.test(classes(random, 5_000, 0), classes(random, 120, 0.5)).pValue()).isLessThan(1e-6);
        assertThat(CategoryShift.distance(Map.of("a", 3L, "b", 1L), Map.of("a", 1L, "c", 1L))).isCloseTo(0.5, within(1e-12));
    }

    private static Map<String, Long> classes(RandomGenerator random, int size, double more) {
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String name = random.nextDouble() < more ? "0" : Integer.toString((int) (10 * Math.pow(random.nextDouble(), 1.5)));
            counts.merge(name, 1L, Long::sum);
        }
        return counts;
    }

    /** The exceedances of the reference's own quantile, for any distribution: the exact test must hold its level. */
    @Test
    void exceedancesOfTheReferencesOwnQuantileStayWithinTheLevel() {
        RandomGenerator random = new SplittableRandom(13);
        int alarms = 0;
        for (int window = 0; window < 2_000; window++) {
            double[] trained = draw(random, 400, TwoSampleTest::gaussian);
            double[] seen = draw(random, 150, TwoSampleTest::gaussian);
            Arrays.sort(trained);
            double threshold = trained[395];
            int above = (int) Arrays.stream(seen).filter(x -> x > threshold).count();
            alarms += ShareIncrease.pValue(4, 400, above, 150) <= 0.05 ? 1 : 0;
        }
        assertThat(alarms).isBetween(20, 130);
    }

    @ParameterizedTest
    @CsvSource({"0,100,0,100,1", "0,100,5,100,0.0297", "5,100,5,100,0.6259", "0,6000,1,300,0.0476"})
    void fishersTestKnowsItsTables(int r, int n, int x, int m, double p) {
        assertThat(ShareIncrease.pValue(r, n, x, m)).isCloseTo(p, within(0.0005));
    }

    @Property(tries = 200)
    void adjustedValuesKeepOrderAndAreNoSmaller(@ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 1000) Integer> thousandths) {
        double[] p = thousandths.stream().mapToDouble(t -> t / 1000.0).toArray();
        double[] adjusted = BenjaminiHochberg.adjust(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(adjusted[i]).isBetween(p[i] - 1e-12, Math.min(1, p[i] * p.length) + 1e-12);
            for (int j = 0; j < p.length; j++) {
                if (p[i] < p[j]) {
                    assertThat(adjusted[i]).isLessThanOrEqualTo(adjusted[j]);
                }
            }
        }
    }

    @Test
    void adjustsAsInThePaper() {
        assertThat(BenjaminiHochberg.adjust(0.01, 0.04, 0.03, 0.005)).containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-12));
    }

    @Test
    void nothingCanBeComparedWithNothing() {
        QuantileSketch none = QuantileSketch.of();
        QuantileSketch some = QuantileSketch.of(1);
        assertThatThrownBy(() -> KolmogorovSmirnov.test(none, some)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PopulationStability.test(some, none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wasserstein.distance(none, some)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CategoryShift.test(Map.of(), Map.of("a", 1L))).isInstanceOf(IllegalArgumentException.class);
    }
}
