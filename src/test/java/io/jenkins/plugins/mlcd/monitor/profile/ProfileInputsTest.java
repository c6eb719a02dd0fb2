package io.jenkins.plugins.mlcd.monitor.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in, a profile says what it was, all its figures are finite, and it survives its file and a merge. */
class ProfileInputsTest {

    private static Profile profile(String values) {
        ProfileBuilder builder = new ProfileBuilder("x", "y");
        if (values != null) {
            for (String value : values.split(" ")) {
                builder.add(new double[] {Double.parseDouble(value), 1}, null, Double.NaN);
            }
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # values                     | count | missing | extreme | mean     | deviation | distinct | joint
                                         | 0     | 0       | 0       | 0        | 0         | 0        | 0
            7                            | 1     | 0       | 0       | 7        | 0         | 1        | 1
            7 7 7 7                      | 4     | 0       | 0       | 7        | 0         | 1        | 4
            0 -0 0                       | 3     | 0       | 0       | 0        | 0         | 1        | 3
            NaN NaN                      | 0     | 2       | 0       | 0        | 0         | 0        | 0
            1 NaN 3                      | 2     | 1       | 0       | 2        | 1         | 2        | 2
            Infinity -Infinity 5         | 1     | 0       | 2       | 5        | 0         | 1        | 1
            1e308 -1e308 1 3             | 2     | 0       | 2       | 2        | 1         | 2        | 2
            1e140 -1e140                 | 2     | 0       | 0       | 0        | 1e140     | 2        | 2
            1000000000.5 1000000001.5    | 2     | 0       | 0       | 1000000001 | 0.5     | 2        | 2
            4.9e-324 4.9e-324            | 2     | 0       | 0       | 4.9e-324 | 0         | 1        | 2
            """)
    void saysWhatItWas(String values, long count, long missing, long extreme, double mean, double deviation, int distinct, long joint) throws Exception {
        Profile profile = profile(values);
        NumericProfile x = profile.features().get("x");
        assertThat(List.of(x.count(), x.missing(), x.extreme(), profile.joint().count())).containsExactly(count, missing, extreme, joint);
        assertThat(x.mean()).isEqualTo(mean);
        assertThat(x.deviation()).isEqualTo(deviation);
        assertThat(Math.round(x.distinct().estimate())).isEqualTo(distinct);
        Stream.of(profile, profile.merge(profile), profile.merge(profile("2 4")), profile("2 4").merge(profile)).forEach(ProfileInputsTest::isFinite);
        assertThat(Profile.fromJson(profile.toJson()).toJson()).isEqualTo(profile.toJson());
        assertThat(profile.merge(profile).features().get("x").deviation()).isEqualTo(deviation);
    }

    private static void isFinite(Profile profile) {
        List<Double> figures = new ArrayList<>();
        profile.features().values().forEach(x -> figures.addAll(List.of(x.mean(), x.variance(), x.min(), x.max(), x.distinct().estimate())));
        Arrays.stream(profile.joint().mean()).forEach(figures::add);
        Arrays.stream(profile.joint().triangle()).forEach(figures::add);
        assertThat(figures).allSatisfy(figure -> assertThat(figure).isFinite());
    }

    /** A feature whose kind changed is kept as both, so that a rule can tell. */
    @ParameterizedTest
    @CsvSource({"true, 2", "false, 1"})
    void keepsAFeatureThatWasANumberAndIsAName(boolean changed, int kinds) {
        ProfileBuilder before = new ProfileBuilder("x");
        before.add(new double[] {1}, "a", 0.5);
        ProfileBuilder after = changed ? new ProfileBuilder(List.of(), List.of("x")) : new ProfileBuilder("x");
        if (changed) {
            after.add(new double[0], new String[] {"one"}, "a", 0.5);
        } else {
            after.add(new double[] {2}, "a", 0.5);
        }
        Profile merged = before.build().merge(after.build());
        assertThat(merged.samples()).isEqualTo(2);
        assertThat(Stream.of(merged.features().containsKey("x"), merged.categories().containsKey("x")).filter(has -> has).count()).isEqualTo(kinds);
        assertThat(merged.joint().count()).isEqualTo(changed ? 1 : 2);
    }
}
