package io.jenkins.plugins.mlcd.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.monitor.WatchVerdict.Kind;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.ConfidenceRule;
import io.jenkins.plugins.mlcd.monitor.rules.DriftRule;
import io.jenkins.plugins.mlcd.monitor.rules.DriftTest;
import io.jenkins.plugins.mlcd.monitor.rules.FeatureFinding;
import io.jenkins.plugins.mlcd.monitor.rules.Finding;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.monitor.rules.ModelAge;
import io.jenkins.plugins.mlcd.monitor.rules.Raising;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivity;
import io.jenkins.plugins.mlcd.monitor.rules.UnexpectedValuesRule;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Rule DRIFT = new DriftRule(DriftTest.AUTO, List.of(), DriftRule.LEAST_EFFECT, DriftRule.LEAST_SHIFT);
    private static final Rule UNEXPECTED =
            new UnexpectedValuesRule(UnexpectedValuesRule.QUANTILE, UnexpectedValuesRule.LEAST_SHARE);
    private static final Rule CONFIDENCE = new ConfidenceRule(0.5, ConfidenceRule.SHARE);

    private static WatchPlan plan(int count, WatchedRule... rules) {
        return new WatchPlan("digits:1", "production", List.of(rules), Duration.ofMinutes(1), count, 30, WatchPlan.ALPHA);
    }

    /** Four features that depend on each other, as those of drawings do; {@code shift} moves one, {@code far} lies outside. */
    private static Profile traffic(RandomGenerator random, int samples, double shift, double far, double confident) {
        ProfileBuilder builder = new ProfileBuilder("ink", "slant", "width", "support");
        for (int i = 0; i < samples; i++) {
            double size = random.nextGaussian();
            double[] features = {
                size + 0.5 * random.nextGaussian(),
                random.nextGaussian() + shift,
                Math.round(4 * size + 20),
                random.nextDouble() < far ? 50 + random.nextDouble() : Math.exp(0.3 * random.nextGaussian())
            };
            double confidence = random.nextDouble() < confident ? 0.9 + 0.1 * random.nextDouble() : 0.4 * random.nextDouble();
            builder.add(features, Integer.toString(random.nextInt(10)), confidence);
        }
        return builder.build(T0, T0.plusSeconds(60));
    }

    private static final Profile REFERENCE = traffic(new SplittableRandom(1), 6_000, 0, 0, 0.99);

    private static Finding inspect(Rule rule, double shift, double far, double confident) {
        return rule.inspect(Look.of(REFERENCE, traffic(new SplittableRandom(2), 400, shift, far, confident), 0.002));
    }

    @Test
    void eachRuleSeesItsOwnKindOfChange() {
        assertThat(inspect(DRIFT, 0, 0, 0.99).verdict()).isEqualTo(Verdict.PASS);
        assertThat(inspect(UNEXPECTED, 0, 0, 0.99).verdict()).isEqualTo(Verdict.PASS);
        assertThat(inspect(CONFIDENCE, 0, 0, 0.99).verdict()).isEqualTo(Verdict.PASS);

        Finding slanted = inspect(DRIFT, 0.8, 0, 0.99);
        assertThat(slanted.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(slanted.reason()).startsWith("drift in slant (ks, effect 0.");
        assertThat(slanted.features()).filteredOn(FeatureFinding::drifted).extracting(FeatureFinding::name).containsExactly("slant");

        Finding strange = inspect(UNEXPECTED, 0, 0.3, 0.99);
        assertThat(strange.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(strange.reason()).contains("unexpected values in support");
        assertThat(inspect(UNEXPECTED, 0.8, 0, 0.99).verdict()).isEqualTo(Verdict.PASS);

        Finding unsure = inspect(CONFIDENCE, 0, 0, 0.6);
        assertThat(unsure.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(unsure.reason()).startsWith("39% of the predictions have a confidence below 0.5 (accepted: 10%");
    }

    @Test
    void aSignificantButSmallChangeIsNoDrift() {
        Profile window = traffic(new SplittableRandom(4), 20_000, 0.15, 0, 0.99);
        Finding finding = DRIFT.inspect(Look.of(traffic(new SplittableRandom(5), 20_000, 0, 0, 0.99), window, 0.002));
        FeatureFinding slant = finding.features().stream().filter(f -> f.name().equals("slant")).findFirst().orElseThrow();
        assertThat(slant.pValue()).isLessThan(0.002);
        assertThat(slant.effect()).isLessThan(0.2);
        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aClassThatTheReferenceDoesNotKnowIsUnexpected() {
        ProfileBuilder builder = new ProfileBuilder("ink", "slant", "width", "support");
        RandomGenerator random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            builder.add(new double[] {0, 0, 20, Double.NaN}, i % 4 == 0 ? "cat" : Integer.toString(random.nextInt(10)), 0.9);
        }
        Finding finding = UNEXPECTED.inspect(Look.of(REFERENCE, builder.build(), 0.001));
        assertThat(finding.features()).filteredOn(FeatureFinding::drifted).extracting(FeatureFinding::test)
                .containsExactly("missing", "classes");
    }

    /** The stated rate: at level 0.05 at most 50 of 1,000 windows without change are violated, by each rule; 70 allow for chance. */
    @Test
    void falseAlarmsPerThousandWindowsStayBelowTheStatedRate() {
        RandomGenerator random = new SplittableRandom(17);
        DriftRule anySize = new DriftRule(DriftTest.AUTO, List.of(), 0, 0);
        UnexpectedValuesRule anyShare = new UnexpectedValuesRule(0.99, 0);
        int[] violated = new int[3];
        for (int i = 0; i < 1_000; i++) {
            Profile reference = traffic(random, 800, 0, 0.01, 0.9);
            Profile window = traffic(random, 100, 0, 0.01, 0.9);
            violated[0] += anySize.inspect(Look.of(reference, window, 0.05)).verdict() == Verdict.FAIL ? 1 : 0;
            violated[1] += anyShare.inspect(Look.of(reference, window, 0.05)).verdict() == Verdict.FAIL ? 1 : 0;
            violated[2] += CONFIDENCE.inspect(Look.of(reference, window, 0.05)).verdict() == Verdict.FAIL ? 1 : 0;
        }
        for (int rule = 0; rule < violated.length; rule++) {
            assertThat(violated[rule]).as("violated of 1,000 windows by rule %d", rule).isLessThanOrEqualTo(70);
        }
    }

    /** Over a whole watch and however it looks: at alpha 0.2 at most 20% of the watches without change raise a rule. */
    @ParameterizedTest
    @CsvSource({"HIGH", "MEDIUM", "LOW"})
    void aWatchWithoutChangeIsRaisedInAtMostTheShareAlpha(Sensitivity sensitivity) {
        RandomGenerator random = new SplittableRandom(23);
        WatchPlan plan = new WatchPlan(
                "digits:1", "production", List.of(WatchedRule.of(new DriftRule(DriftTest.AUTO, List.of(), 0, 0), sensitivity, Action.RETRAIN)),
                Duration.ofMinutes(1), 6, 30, 0.2);
        int raised = 0;
        for (int watch = 0; watch < 150; watch++) {
            Profile reference = traffic(random, 600, 0, 0, 1);
            List<WatchedWindow> windows = new ArrayList<>();
            for (int number = 1; number <= 6; number++) {
                Instant from = T0.plusSeconds(60L * number - 60);
                windows.add(WatchedWindow.inspect(plan, new WatchedModel(reference, ModelAge.UNKNOWN), traffic(random, 100, 0, 0, 1), windows, from, from.plusSeconds(60)));
            }
            raised += WatchVerdict.of(plan, windows).orElseThrow().kind() == Kind.RETRAIN ? 1 : 0;
        }
        assertThat(raised).isLessThanOrEqualTo(30 + 15);
    }

    @ParameterizedTest
    @CsvSource({
        "HIGH,1,1", "HIGH,60,1", "MEDIUM,1,1", "MEDIUM,2,2", "MEDIUM,5,2", "MEDIUM,30,3", "MEDIUM,60,5", "MEDIUM,1200,5",
        "LOW,1,1", "LOW,2,2", "LOW,5,3", "LOW,30,10", "LOW,60,20", "LOW,1200,20"
    })
    void sensitivityIsAShareOfShortWatchesAndACountInAnHour(Sensitivity sensitivity, int windows, int violations) {
        assertThat(Sensitivities.STANDARD.of(sensitivity).needed(Duration.ofMinutes(1), windows)).isEqualTo(violations);
    }

    /** A window in which drift ('d'), low confidence ('c'), both ('b') or nothing ('.') was found, or that was empty ('0'). */
    private static List<WatchedWindow> windows(String found) {
        return IntStream.range(0, found.length()).mapToObj(i -> window(i + 1, found.charAt(i))).toList();
    }

    private static WatchedWindow window(int number, char found) {
        Verdict none = found == '0' ? Verdict.INCONCLUSIVE : Verdict.PASS;
        boolean drifted = found == 'd' || found == 'b';
        boolean unsure = found == 'c' || found == 'b';
        Instant from = T0.plusSeconds(60L * number - 60);
        return new WatchedWindow(number, from, from.plusSeconds(60), found == '0' ? 0 : 100, List.of(), List.of(
                new WatchedWindow.RuleFinding("drift", "medium", drifted, drifted ? Verdict.FAIL : none,
                        found == '0' ? "no traffic" : "drift in slant", drifted ? List.of("slant") : List.of()),
                new WatchedWindow.RuleFinding("confidence", "high", unsure, unsure ? Verdict.FAIL : none, "no traffic", List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "'',,",
        "'.d.',,",
        "'.d.d',RETRAIN,drift",
        "'bb',RETRAIN,drift",
        "'c...',,",
        "'c....',ALERT,confidence",
        "'.....',OK,",
        "'d....',OK,",
        "'00000',INCONCLUSIVE,",
        "'000..',INCONCLUSIVE,",
        "'00...',OK,",
        "'c0000',ALERT,confidence",
    })
    void theVerdictFollowsFromTheWindows(String found, Kind kind, String rule) {
        WatchPlan plan = plan(5,
                WatchedRule.of(DRIFT, Sensitivity.MEDIUM, Action.RETRAIN),
                WatchedRule.of(CONFIDENCE, Sensitivity.HIGH, Action.ALERT));
        Optional<WatchVerdict> verdict = WatchVerdict.of(plan, windows(found));

        assertThat(verdict.map(WatchVerdict::kind)).isEqualTo(Optional.ofNullable(kind));
        assertThat(verdict.flatMap(WatchVerdict::rule)).isEqualTo(Optional.ofNullable(rule));
    }

    @Test
    void saysThatThereWasNoTraffic() {
        WatchPlan plan = plan(3, WatchedRule.of(DRIFT, Sensitivity.HIGH, Action.RETRAIN));
        assertThat(WatchVerdict.of(plan, windows("000")).orElseThrow().reason()).isEqualTo("no traffic in 3 windows");
    }

    @Test
    void theEvidenceNamesRuleWindowsAndFeatures() {
        WatchPlan plan = plan(5, WatchedRule.of(DRIFT, Sensitivity.MEDIUM, Action.RETRAIN));
        WatchVerdict verdict = WatchVerdict.of(plan, windows(".d.d")).orElseThrow();
        assertThat(verdict.evidence()).containsEntry("rule", "drift").containsEntry("window", 4).containsEntry("windows", List.of(2, 4))
                .containsEntry("features", List.of("slant")).containsEntry("samples", 200L);
        assertThat(verdict.reason()).contains("violated in 2 of 5 windows (2 raise it), last in window 4: drift in slant");
    }

    @Test
    void violatedWindowsCountOnlyWithinThePeriod() {
        WatchedRule twoInThreeMinutes =
                new WatchedRule(DRIFT, Sensitivity.MEDIUM, Raising.outright(2, Duration.ofMinutes(3)), Action.RETRAIN);
        WatchPlan plan = plan(8, twoInThreeMinutes);
        assertThat(WatchVerdict.of(plan, windows("d..d")).isPresent()).isFalse();
        assertThat(WatchVerdict.of(plan, windows("d..d.d"))).map(WatchVerdict::kind).contains(Kind.RETRAIN);
    }

    @Test
    void recordOnlyRulesNeverChangeTheVerdict() {
        WatchPlan plan = plan(2, WatchedRule.of(DRIFT, Sensitivity.HIGH, Action.RECORD));
        assertThat(WatchVerdict.of(plan, windows("dd")).orElseThrow().kind()).isEqualTo(Kind.OK);
    }

    @Test
    void aPlanThatCanNeverBeRaisedIsRefused() {
        WatchedRule three = new WatchedRule(DRIFT, Sensitivity.HIGH, Raising.outright(3, Duration.ofHours(1)), Action.RETRAIN);
        assertThatThrownBy(() -> plan(2, three)).hasMessageContaining("raised by 3 violated windows, but the watch has only 2");
        assertThatThrownBy(() -> plan(2)).hasMessageContaining("at least 1 rule");
        assertThatThrownBy(() -> Sensitivity.of("huge")).hasMessage("sensitivity 'huge' is none of low, medium, high");
        assertThatThrownBy(() -> DriftTest.of("t")).hasMessageContaining("drift test 't'");
    }

    @Test
    void tooFewSamplesSayNothing() {
        WatchPlan plan = plan(1, WatchedRule.of(DRIFT, Sensitivity.HIGH, Action.RETRAIN));
        Profile few = traffic(new SplittableRandom(9), 29, 5, 0, 1);
        WatchedWindow window = WatchedWindow.inspect(plan, new WatchedModel(REFERENCE, ModelAge.UNKNOWN), few, List.of(), T0, T0.plusSeconds(60));
        assertThat(window.rules()).extracting(WatchedWindow.RuleFinding::verdict).containsExactly(Verdict.INCONCLUSIVE);
        assertThat(WatchVerdict.of(plan, List.of(window)).orElseThrow().reason()).contains("only 29 samples");
    }

    @TempDir
    Path build;

    /** A crash leaves a prefix of the record; going on from any must end in the same windows and verdict. */
    @Test
    void aCutAtAnyEventGoesOnToTheSameVerdict() throws IOException {
        WatchPlan plan = plan(5, WatchedRule.of(DRIFT, Sensitivity.MEDIUM, Action.RETRAIN),
                WatchedRule.of(CONFIDENCE, Sensitivity.HIGH, Action.ALERT));
        Path file = build.resolve("mlcd/monitor.jsonl");
        runThrough(plan, file);
        List<String> whole = Files.readAllLines(file);
        assertThat(whole).hasSize(1 + 1 + 4 + 1);

        for (int length = 1; length <= whole.size() - 1; length++) {
            Files.write(file, whole.subList(0, length));
            runThrough(plan, file);
            assertThat(Files.readAllLines(file)).as("cut after line %d", length).isEqualTo(whole);
        }
    }

    private static void runThrough(WatchPlan plan, Path file) throws IOException {
        List<WatchedWindow> all = windows(".d.d.");
        WatchLog log = WatchLog.open(file, plan, REFERENCE, Optional.of("sha256:d"), T0, number -> true);
        Optional<WatchVerdict> verdict = WatchVerdict.of(plan, log.windows());
        while (verdict.isEmpty()) {
            log.append(all.get(log.windows().size()));
            verdict = WatchVerdict.of(plan, log.windows());
        }
        if (!log.ended()) {
            log.append(verdict.get(), T0.plusSeconds(240));
        }
    }

    private static WatchLog open(Path file, int count, Instant now) throws IOException {
        WatchPlan plan = plan(count, WatchedRule.of(DRIFT, Sensitivity.MEDIUM, Action.RETRAIN));
        return WatchLog.open(file, plan, REFERENCE, Optional.empty(), now, number -> false);
    }

    @Test
    void aWatchThatWasAwayGoesOnWithAFreshWindow() throws IOException {
        Path file = build.resolve("mlcd/monitor.jsonl");
        WatchLog first = open(file, 5, T0);
        first.append(window(1, '.'));
        assertThat(first.end(2)).isEqualTo(T0.plusSeconds(120));

        Instant later = T0.plus(Duration.ofHours(2));
        assertThat(open(file, 5, later).end(2)).isEqualTo(later.plusSeconds(60));
        WatchLog again = open(file, 5, later);
        assertThat(again.end(2)).isEqualTo(later.plusSeconds(60));
        assertThat(again.number()).isEqualTo(1);
        assertThat(again.windows()).hasSize(1);
    }

    @Test
    void watchesOfOneBuildAreKeptApart() throws IOException {
        Path file = build.resolve("mlcd/monitor.jsonl");
        WatchLog five = open(file, 5, T0);
        WatchLog six = open(file, 6, T0);
        five.append(window(1, 'd'));
        six.append(window(1, '.'));
        five.append(window(2, 'd'));
        assertThat(six.number()).isEqualTo(2);
        assertThat(open(file, 5, T0).windows()).hasSize(2);
        assertThat(open(file, 6, T0).windows()).hasSize(1);
    }

    @Test
    void aWatchThatEndedIsTakenAsItEndedOnlyWhenTheBuildRunsAgain() throws IOException {
        Path file = build.resolve("mlcd/monitor.jsonl");
        WatchPlan plan = plan(5, WatchedRule.of(DRIFT, Sensitivity.MEDIUM, Action.RETRAIN));
        runThrough(plan, file);
        WatchLog taken = WatchLog.open(file, plan, REFERENCE, Optional.of("sha256:d"), T0.plusSeconds(999), number -> number == 1);
        assertThat(taken.ended()).isTrue();
        assertThat(taken.windows()).hasSize(4);
        WatchLog fresh = WatchLog.open(file, plan, REFERENCE, Optional.of("sha256:d"), T0.plusSeconds(999), number -> false);
        assertThat(fresh.ended()).isFalse();
        assertThat(fresh.number()).isEqualTo(2);
    }
}
