package io.jenkins.plugins.mlcd.monitor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every rule over inputs that are no ordinary ones: a clear answer, never an exception, and no false alarm where nothing is there. */
class RuleInputsTest {

    private static final Profile REFERENCE = new Production(new SplittableRandom(3)).reference(1_000);

    private static ProfileBuilder columns() {
        return new ProfileBuilder(List.of("ink", "slant", "width", Profile.SUPPORT), List.of("color"));
    }

    private static Profile filled(int samples, double value, String color, String answer, double confidence) {
        ProfileBuilder builder = columns();
        for (int i = 0; i < samples; i++) {
            builder.add(new double[] {value, value, value, Math.abs(value)}, new String[] {color}, answer, confidence);
        }
        return builder.build(Production.T0, Production.T0.plusSeconds(60));
    }

    private static Profile backwards() {
        Profile window = new Production(new SplittableRandom(4)).window(1, 80);
        ProfileBuilder none = columns();
        for (int i = 0; i < window.samples(); i++) {
            none.add(new double[] {0, 0, 20, 0}, new String[] {"red"}, "1", 0.9);
        }
        return none.build(Production.T0, Production.T0);
    }

    private static Profile otherSchema() {
        ProfileBuilder builder = new ProfileBuilder(List.of("color", "weight"), List.of("ink"));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 80; i++) {
            builder.add(new double[] {random.nextDouble(), random.nextDouble()}, new String[] {"black"}, "1", 0.9);
        }
        return builder.build(Production.T0, Production.T0.plusSeconds(60));
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("an empty window", Profile.empty()),
                Arguments.of("one row", filled(1, 0, "red", "1", 0.9)),
                Arguments.of("constant features", filled(80, 0, "red", "1", 0.9)),
                Arguments.of("all missing", filled(80, Double.NaN, null, null, Double.NaN)),
                Arguments.of("infinite values", filled(80, Double.POSITIVE_INFINITY, "red", "1", 0.9)),
                Arguments.of("1e308", filled(80, 1e308, "red", "1", 0.9)),
                Arguments.of("a new category", filled(80, 0, "purple", "cat", 0.9)),
                Arguments.of("another schema", otherSchema()),
                Arguments.of("a window without length", backwards()));
    }

    static Stream<Arguments> rulesAndInputs() {
        return RuleTable.rows().flatMap(row -> inputs().map(input -> Arguments.of(row, input.get()[0], input.get()[1])));
    }

    private static Finding inspect(Rule rule, Profile reference, Profile window) {
        ModelAge age = new ModelAge(Optional.of(Production.T0.minusSeconds(60)), Optional.empty());
        return rule.inspect(Look.of(reference, window, 0.01).by(age));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rulesAndInputs")
    void everyInputHasAClearAnswer(RuleTable.Row row, String what, Profile window) {
        for (Profile reference : List.of(REFERENCE, window, Profile.empty())) {
            Finding finding = inspect(row.rule(), reference, window);
            assertThat(finding.reason()).isNotBlank().doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("null");
            assertThat(Json.line(finding)).doesNotContain("NaN");
            if (finding.verdict() == Verdict.INCONCLUSIVE) {
                assertThat(finding.pValue()).as("a rule that cannot tell has no p-value").isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.jenkins.plugins.mlcd.monitor.rules.RuleTable#rows")
    void aWindowLikeItsReferenceIsNeverAViolation(RuleTable.Row row) {
        for (Object[] input : inputs().map(Arguments::get).toList()) {
            boolean empty = ((Profile) input[1]).samples() == 0;
            if (row.rule().needsReference() && !empty) {
                assertThat(inspect(row.rule(), (Profile) input[1], (Profile) input[1]).verdict()).as("%s", input[0]).isNotEqualTo(Verdict.FAIL);
            }
        }
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of("all missing", filled(80, Double.NaN, null, "1", 0.9), "missing"),
                Arguments.of("infinite values", filled(80, Double.POSITIVE_INFINITY, "red", "1", 0.9), "range"),
                Arguments.of("1e308", filled(80, 1e308, "red", "1", 0.9), "range"),
                Arguments.of("a new category", filled(80, 0, "purple", "cat", 0.9), "categories"),
                Arguments.of("a new class", filled(80, 0, "purple", "cat", 0.9), "classes"),
                Arguments.of("a feature that became a name", otherSchema(), "type"),
                Arguments.of("a feature that is gone", otherSchema(), "gone"),
                Arguments.of("a feature that is new", otherSchema(), "new"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void unexpectedValuesSaysWhatIsUnexpected(String what, Profile window, String test) {
        Finding finding = inspect(new UnexpectedValuesRule(0.99, 0.05), REFERENCE, window);
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.features()).filteredOn(FeatureFinding::drifted).extracting(FeatureFinding::test).contains(test);
    }

    static Stream<Arguments> reasons() {
        Profile empty = Profile.empty();
        Profile window = new Production(new SplittableRandom(4)).window(1, 80);
        return Stream.of(
                Arguments.of(new CorrelationRule(List.of(), 0.2, 0.1), filled(80, 0, "red", "1", 0.9), "fewer than 2 features vary"),
                Arguments.of(new ErrorsRule(0.01), empty, "no requests"),
                Arguments.of(new LatencyRule(0.99, Optional.empty(), 1.5), empty, "the latency of no request is known"),
                Arguments.of(new VolumeRule(Optional.empty(), 0.5, 2), window, "learned from 5 windows, and there were 0"),
                Arguments.of(new VolumeRule(Optional.empty(), 0.5, 2), backwards(), "the window has no length"),
                Arguments.of(new CustomRule("mean[feature=inks] <= 3"), window, "the window has no mean[feature=inks]; the nearest features are ink"),
                Arguments.of(new CustomRule("accuracy >= 0.5"), filled(80, 0, "red", "1", 0.9), "nothing that accuracy could be of"),
                Arguments.of(new ConfidenceRule(0.5, 0.1), filled(80, 0, "red", "1", Double.NaN), "gives no confidence"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("reasons")
    void aRuleThatCannotTellSaysWhy(Rule rule, Profile window, String reason) {
        Finding finding = inspect(rule, REFERENCE, window);
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).contains(reason);
    }

    @Test
    void aModelFromTheFutureIsAClockThatWasSetBack() {
        Profile window = new Production(new SplittableRandom(4)).window(1, 80);
        Rule staleness = new StalenessRule(Optional.of(Duration.ofDays(1)), Optional.empty());
        Finding finding = staleness.inspect(Look.of(REFERENCE, window, 0.01).by(new ModelAge(Optional.of(Instant.parse("2030-01-01T00:00:00Z")), Optional.empty())));
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).contains("a clock was set back");
    }

    /** The profile of a window without a request knows no time; the window does. */
    @Test
    void noRequestAtAllIsAViolationOfTheVolume() {
        Rule volume = new VolumeRule(Optional.of(80.0), 0.5, 2);
        Look look = new Look(REFERENCE, Profile.empty(), Production.T0, Production.T0.plusSeconds(60), ModelAge.UNKNOWN, 0.01, 0.001, Optional.empty());
        assertThat(volume.inspect(look).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(volume.inspect(look).reason()).startsWith("0 requests where about 80 are expected");
    }
}
