package io.jenkins.plugins.mlcd.monitor.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProfileTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Property(tries = 25)
    void mergedPartsAreTheProfileOfTheWhole(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int parts) {
        RandomGenerator random = new SplittableRandom(seed);
        ProfileBuilder whole = new ProfileBuilder("ink", "slant");
        Profile merged = Profile.empty();
        List<Double> ink = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            ProfileBuilder builder = new ProfileBuilder("ink", "slant");
            int size = random.nextInt(3_000);
            for (int i = 0; i < size; i++) {
                double[] features = {random.nextGaussian() + part, random.nextInt(10) == 0 ? Double.NaN : random.nextDouble()};
                String prediction = String.valueOf(random.nextInt(10));
                double confidence = random.nextDouble();
                ink.add(features[0]);
                builder.add(features, prediction, confidence);
                whole.add(features, prediction, confidence);
            }
            merged = merged.merge(builder.build(T0.plusSeconds(part), T0.plusSeconds(part + 1)));
        }
        Profile expected = whole.build(T0, T0.plusSeconds(parts));

        assertThat(merged.samples()).isEqualTo(expected.samples());
        assertThat(merged.predictions()).isEqualTo(expected.predictions());
        for (String name : merged.features().keySet()) {
            NumericProfile m = merged.features().get(name);
            NumericProfile e = expected.features().get(name);
            assertThat(m.count()).isEqualTo(e.count());
            assertThat(m.missing()).isEqualTo(e.missing());
            assertThat(m.mean()).isCloseTo(e.mean(), within(1e-9));
            assertThat(m.variance()).isCloseTo(e.variance(), within(1e-9));
            assertThat(m.min()).isEqualTo(e.min());
            assertThat(m.max()).isEqualTo(e.max());
        }
        if (!ink.isEmpty()) {
            ranksAreWithinTheBound(merged.features().get("ink").sketch(), ink);
        }
    }

    /** The bound holds with 99% confidence for one sketch; twice of it must hold in each of the tries. */
    private static void ranksAreWithinTheBound(QuantileSketch sketch, List<Double> values) {
        for (double x = -3; x <= 12; x += 0.25) {
            double at = x;
            double exact = values.stream().filter(v -> v <= at).count() / (double) values.size();
            assertThat(sketch.rank(x)).isCloseTo(exact, within(2 * sketch.rankError() + 1e-12));
        }
    }

    @Test
    void survivesJson() throws IOException {
        ProfileBuilder builder = new ProfileBuilder("ink");
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            builder.add(Map.of("ink", random.nextGaussian()), "7", 0.9);
        }
        Profile profile = builder.build(T0, T0.plusSeconds(60));
        Profile read = Profile.fromJson(profile.toJson());

        assertThat(profile.toJson()).startsWith("{\"schema\":\"mlcd/profile\",\"version\":2,\"samples\":20000,");
        assertThat(read.toJson()).isEqualTo(profile.toJson());
        assertThat(read.features().get("ink").sketch().points())
                .isEqualTo(profile.features().get("ink").sketch().points());
        assertThat(profile.toJson().length()).as("bytes of two features").isLessThan(80_000);
    }

    @Property(tries = 100)
    void sketchesOfAnySizeSurviveTheirText(@ForAll @IntRange(min = 0, max = 9_000) int size, @ForAll long seed) {
        double[] values = new SplittableRandom(seed).doubles(size).toArray();
        QuantileSketch sketch = QuantileSketch.of(values);
        QuantileSketch read = QuantileSketch.fromBase64(sketch.toBase64());
        assertThat(read.count()).isEqualTo(size);
        assertThat(read.points()).isEqualTo(sketch.points());
        if (size > 0) {
            double[] sorted = Arrays.stream(values).sorted().toArray();
            assertThat(read.quantile(0)).isEqualTo(sorted[0]);
            assertThat(read.quantile(1)).isEqualTo(sorted[size - 1]);
        }
    }

    @Test
    void countsWhatIsMissing() {
        ProfileBuilder builder = new ProfileBuilder("a", "b");
        builder.add(Map.of("a", 1.0), null, Double.NaN);
        builder.add(new double[] {3, Double.POSITIVE_INFINITY}, "x", Double.NaN);
        builder.add(new double[] {Double.NaN, -1e308}, "x", Double.NaN);
        Profile profile = builder.build();

        assertThat(profile.samples()).isEqualTo(3);
        assertThat(profile.features()).containsOnlyKeys("a", "b");
        assertThat(profile.features().get("a").mean()).isEqualTo(2);
        assertThat(profile.features().get("a").variance()).isEqualTo(1);
        assertThat(profile.features().get("a").missing()).isEqualTo(1);
        assertThat(profile.features().get("b").missing()).isEqualTo(1);
        assertThat(profile.features().get("b").extreme()).isEqualTo(2);
        assertThat(profile.predictions().total()).isEqualTo(2);
    }

    @Test
    void boundsTheNumberOfCategories() {
        ProfileBuilder builder = new ProfileBuilder(List.of());
        for (int i = 0; i < 3_000; i++) {
            builder.add(new double[0], "class" + i, 1);
        }
        Profile profile = builder.build();
        assertThat(profile.predictions().counts()).hasSize(CategoryProfile.LIMIT);
        assertThat(profile.predictions().total()).isEqualTo(3_000);
        assertThat(profile.merge(profile).predictions().total()).isEqualTo(6_000);
    }

    @Test
    void readsWhatVersionOneLacksAsEmpty() throws IOException {
        Profile old = Profile.fromJson("""
                {"schema": "mlcd/profile", "version": 1, "samples": 2, "from": "1970-01-01T00:00:00Z", "to": "1970-01-01T00:00:00Z",
                 "features": {"a": {"count": 1, "missing": 1, "mean": 1.0, "variance": 0.0, "min": 1.0, "max": 1.0, "sketch": "AAAAAT/wAAAAAAAA"}},
                 "predictions": {"counts": {"x": 2}, "other": 0}}
                """);
        assertThat(old.features().get("a").extreme()).isZero();
        assertThat(old.features().get("a").distinct().estimate()).isZero();
        assertThat(List.of(old.categories(), old.slices())).containsOnly(Map.of());
        assertThat(old.traffic()).isEqualTo(TrafficProfile.empty());
        ProfileBuilder now = new ProfileBuilder("a");
        now.add(new double[] {3}, "x", 0.5);
        Profile merged = old.merge(now.build());
        assertThat(merged.features().get("a").mean()).isEqualTo(2);
        assertThat(merged.confidence().total()).isEqualTo(1);
    }

    @Test
    void boundsWhatMergedProfilesOfDifferentModelsHave() {
        List<ProfileBuilder> builders = List.of(new ProfileBuilder("a"), new ProfileBuilder("b"));
        for (int i = 0; i < 30; i++) {
            builders.get(i % 2).addSlice("field" + i, "x", "yes");
        }
        builders.forEach(builder -> builder.add(new double[] {1}, "yes", 1));
        Profile merged = builders.get(0).build().merge(builders.get(1).build());
        assertThat(merged.features()).containsOnlyKeys("a", "confidence", "b");
        assertThat(merged.slices()).hasSize(SliceProfile.MAX_FIELDS);

        ProfileBuilder countries = new ProfileBuilder();
        ProfileBuilder more = new ProfileBuilder();
        for (int i = 0; i < 60; i++) {
            for (int n = 0; n <= i; n++) {
                (i < 40 ? countries : more).addSlice("country", "c" + i, "yes");
            }
            countries.addSliceLabel("country", "c" + i, true);
        }
        countries.add(new double[0], null, Double.NaN);
        more.add(new double[0], null, Double.NaN);
        SliceProfile slices = countries.build().merge(more.build()).slices().get("country");
        assertThat(slices.values()).hasSize(SliceProfile.LIMIT).containsKey("c59").doesNotContainKey("c0");
        long all = slices.values().values().stream().mapToLong(SliceCounts::samples).sum() + slices.other().samples();
        long labelled = slices.values().values().stream().mapToLong(SliceCounts::labelled).sum() + slices.other().labelled();
        assertThat(List.of(all, labelled)).containsExactly(60L * 61 / 2, 60L);
    }

    @Test
    void refusesWhatIsNoProfile() {
        assertThatThrownBy(() -> Profile.fromJson("{\"schema\": \"mlcd/study\", \"version\": 1}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Profile.fromJson("{\"schema\": \"mlcd/profile\", \"version\": 9}"))
                .hasMessageContaining("Update mlcd");
        assertThatThrownBy(() -> Profile.fromJson("{\"schema\": \"mlcd/profile\", \"version\": 1, \"samples\": -1}"))
                .isInstanceOf(IOException.class);
        String forged = new ProfileBuilder("a").build().toJson().replace("\"sketch\":\"\"", "\"sketch\":\"AAAA\"");
        assertThatThrownBy(() -> Profile.fromJson(forged)).isInstanceOf(IOException.class).hasMessageContaining("sketch");
    }
}
