package io.jenkins.plugins.mlcd.monitor.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each part of a profile promises, merged or not. */
class SketchBoundsTest {

    private static final int BLOCK = 10_000;

    /** Rank k of the uniform grid is k, so the error of a rank is known without sorting anything. */
    private static QuantileSketch shuffled(int size, RandomGenerator random) {
        ProfileBuilder builder = new ProfileBuilder("x");
        double[][] column = {new double[size]};
        for (int i = 0; i < size; i++) {
            int at = random.nextInt(i + 1);
            column[0][i] = column[0][at];
            column[0][at] = i;
        }
        builder.addColumns(column, new String[0][], Optional.empty(), Optional.empty(), size);
        return builder.build().features().get("x").sketch();
    }

    /** 40 sketches, 20 ranks each: with 99% confidence a rank is within the bound, so of 800 about 8 may be beyond it; 20 are beyond chance. */
    @Test
    void ranksAreWithinTheBoundInNinetyNineOfAHundred() {
        RandomGenerator random = new SplittableRandom(7);
        int size = 100_000;
        int beyond = 0;
        for (int run = 0; run < 40; run++) {
            QuantileSketch sketch = shuffled(size, random);
            assertThat(sketch.count()).isEqualTo(size);
            assertThat(sketch.quantile(0)).isEqualTo(0);
            assertThat(sketch.quantile(1)).isEqualTo(size - 1.0);
            for (int k = 1; k <= 20; k++) {
                double x = size * k / 21.0;
                beyond += Math.abs(sketch.rank(x) - k / 21.0) > sketch.rankError() ? 1 : 0;
            }
        }
        assertThat(beyond).isLessThan(20);
    }

    @Test
    void ranksOfMergedReplicasAreWithinTheBound() {
        RandomGenerator random = new SplittableRandom(8);
        int size = 50_000;
        int beyond = 0;
        for (int run = 0; run < 8; run++) {
            QuantileSketch merged = QuantileSketch.of();
            for (int replica = 0; replica < 8; replica++) {
                merged = merged.merge(shuffled(size, random));
            }
            assertThat(merged.count()).isEqualTo(8L * size);
            assertThat(merged.points().length).as("memory of one").isLessThan(4 * QuantileSketch.K);
            for (int k = 1; k <= 20; k++) {
                beyond += Math.abs(merged.rank(size * k / 21.0) - k / 21.0) > merged.rankError() ? 1 : 0;
            }
        }
        assertThat(beyond).as("of 160").isLessThan(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1_000, 5_000, 20_000, 300_000})
    void distinctValuesAreCountedWithinFourStandardErrors(int different) {
        byte[] registers = new byte[DistinctSketch.REGISTERS];
        for (int i = 0; i < different; i++) {
            DistinctSketch.update(registers, Hashes.of(i / 8.0));
            DistinctSketch.update(registers, Hashes.of(i / 8.0));
        }
        double estimate = DistinctSketch.of(registers).estimate();
        assertThat(estimate).isCloseTo(different, within(Math.max(0.5, 4 * DistinctSketch.standardError() * different)));
    }

    @Property(tries = 50)
    void distinctValuesOfTheUnionAreThoseOfAllReplicas(@ForAll @IntRange(min = 0, max = 4_000) int size, @ForAll long seed) throws Exception {
        RandomGenerator random = new SplittableRandom(seed);
        byte[] all = new byte[DistinctSketch.REGISTERS];
        byte[][] replicas = new byte[3][DistinctSketch.REGISTERS];
        for (int i = 0; i < size; i++) {
            long hash = Hashes.of("v" + random.nextInt(2_000));
            DistinctSketch.update(all, hash);
            DistinctSketch.update(replicas[random.nextInt(3)], hash);
        }
        DistinctSketch merged = DistinctSketch.of(replicas[0]).merge(DistinctSketch.of(replicas[1])).merge(DistinctSketch.of(replicas[2]));
        assertThat(merged).isEqualTo(DistinctSketch.of(all));
        assertThat(DistinctSketch.fromBase64(merged.toBase64())).isEqualTo(merged);
        assertThat(DistinctSketch.empty().estimate()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAA=", "CAAB", "AAB/", "AAD/"})
    void refusesWhatIsNoSketchOfDistinctValues(String base64) {
        assertThatThrownBy(() -> DistinctSketch.fromBase64(base64)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Values by a power law, in more kinds than are kept. */
    @Property(tries = 15)
    void frequentValuesAreCountedWithinTheirError(@ForAll long seed, @ForAll @IntRange(min = 100, max = 60_000) int kinds) {
        RandomGenerator random = new SplittableRandom(seed);
        Map<String, Long> truth = new HashMap<>();
        List<CategoricalColumn> replicas = List.of(new CategoricalColumn(), new CategoricalColumn(), new CategoricalColumn());
        for (int i = 0; i < 30_000; i++) {
            String value = "v" + (int) (kinds * Math.pow(random.nextDouble(), 4));
            truth.merge(value, 1L, Long::sum);
            replicas.get(random.nextInt(3)).add(value);
        }
        CategoricalProfile merged = replicas.stream().map(CategoricalColumn::build).reduce(CategoricalProfile::merge).orElseThrow();
        FrequentItems frequent = merged.frequent();
        assertThat(merged.count()).isEqualTo(30_000);
        assertThat(frequent.error()).isLessThanOrEqualTo(30_000 / (FrequentItems.LIMIT + 1));
        if (truth.size() <= FrequentItems.LIMIT) {
            assertThat(frequent.counts()).as("exact when there are few").isEqualTo(truth);
        }
        truth.forEach((value, count) -> assertThat(count).isBetween(frequent.counts().getOrDefault(value, 0L), frequent.atMost(value)));
    }

    @Property(tries = 40)
    void jointMomentsOfReplicasAreThoseOfAllSamples(@ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 1, max = 700) int rows) {
        RandomGenerator random = new SplittableRandom(seed);
        List<String> names = List.of("a", "b", "c");
        List<double[]> complete = new ArrayList<>();
        List<ProfileBuilder> replicas = List.of(new ProfileBuilder(names), new ProfileBuilder(names));
        for (int i = 0; i < rows; i++) {
            double a = 1e6 + random.nextGaussian();
            double[] row = {a, a * random.nextDouble(), random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian()};
            replicas.get(random.nextInt(2)).add(row, null, Double.NaN);
            if (!Double.isNaN(row[2])) {
                complete.add(row);
            }
        }
        JointMoments joint = replicas.get(0).build().merge(replicas.get(1).build()).joint();
        assertThat(joint.count()).isEqualTo(complete.size());
        for (int i = 0; i < 3 && !complete.isEmpty(); i++) {
            for (int j = i; j < 3; j++) {
                int x = i;
                int y = j;
                double meanX = complete.stream().mapToDouble(row -> row[x]).average().orElseThrow();
                double meanY = complete.stream().mapToDouble(row -> row[y]).average().orElseThrow();
                double exact = complete.stream().mapToDouble(row -> (row[x] - meanX) * (row[y] - meanY)).average().orElseThrow();
                assertThat(joint.mean()[i]).isCloseTo(meanX, within(1e-9 * (1 + Math.abs(meanX))));
                assertThat(joint.covariance(i, j)).isCloseTo(exact, within(1e-9 * (1 + Math.abs(exact)) + 1e-12 * Math.abs(meanX * meanY)));
            }
        }
    }

    @Test
    void jointMomentsOfReplicasOfDifferentModelsAreOfWhatBothKnow() {
        ProfileBuilder one = new ProfileBuilder("a", "b");
        ProfileBuilder two = new ProfileBuilder("c", "b");
        one.add(new double[] {1, 2}, null, Double.NaN);
        two.add(new double[] {1, 4}, null, Double.NaN);
        JointMoments joint = one.build().merge(two.build()).joint();
        assertThat(joint.names()).containsExactly("b");
        assertThat(joint.mean()).containsExactly(3);
        assertThat(joint.covariance(0, 0)).isEqualTo(1);
    }

    @Property(tries = 30)
    void blocksAreSorted(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1024) int size, @ForAll @IntRange(min = 0, max = 3) int kind) {
        RandomGenerator random = new SplittableRandom(seed);
        double[] values = random.doubles(size)
                .map(u -> switch (kind) {
                    case 0 -> (u - 0.5) * Math.exp(100 * random.nextGaussian());
                    case 1 -> Math.floor(u * 5) - 2;
                    case 2 -> 1 + u * 1e-10; // upper halves are all the same
                    default -> u < 0.5 ? 0.0 : -0.0;
                })
                .toArray();
        double[] expected = java.util.Arrays.stream(values).map(v -> v + 0.0).sorted().toArray();
        new BlockSorter().sort(values, size);
        assertThat(values).isEqualTo(expected);
    }

    @Test
    void whatOneByOneAddsIsWhatColumnsAdd() {
        RandomGenerator random = new SplittableRandom(3);
        double[][] columns = {random.doubles(BLOCK).toArray(), random.doubles(BLOCK).map(u -> u < 0.1 ? Double.NaN : u * 1e300).toArray()};
        String[][] names = {random.ints(BLOCK, 0, 50).mapToObj(i -> i == 0 ? null : "n" + i).toArray(String[]::new)};
        String[] answers = random.ints(BLOCK, 0, 3).mapToObj(i -> "c" + i).toArray(String[]::new);
        double[] confidence = random.doubles(BLOCK).toArray();
        ProfileBuilder rows = new ProfileBuilder(List.of("x", "y"), List.of("n"));
        for (int i = 0; i < BLOCK; i++) {
            rows.add(new double[] {columns[0][i], columns[1][i]}, new String[] {names[0][i]}, answers[i], confidence[i]);
        }
        ProfileBuilder blocks = new ProfileBuilder(List.of("x", "y"), List.of("n"));
        blocks.addColumns(columns, names, Optional.of(answers), Optional.of(confidence), BLOCK);
        Profile a = rows.build();
        Profile b = blocks.build();
        assertThat(a.categories()).isEqualTo(b.categories());
        assertThat(a.predictions()).isEqualTo(b.predictions());
        assertThat(a.confidence()).isEqualTo(b.confidence());
        for (String feature : List.of("x", "y", Profile.CONFIDENCE)) {
            NumericProfile one = a.features().get(feature);
            NumericProfile other = b.features().get(feature);
            assertThat(List.of(one.count(), one.missing(), one.extreme(), one.mean(), one.variance(), one.min(), one.max(), one.distinct()))
                    .isEqualTo(List.of(other.count(), other.missing(), other.extreme(), other.mean(), other.variance(), other.min(), other.max(), other.distinct()));
        }
    }
}
