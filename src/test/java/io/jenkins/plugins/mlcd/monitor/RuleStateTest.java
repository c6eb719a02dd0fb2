package io.jenkins.plugins.mlcd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.monitor.WatchVerdict.Kind;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.ConfidenceRule;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivity;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RuleStateTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Rule RULE = new ConfidenceRule(0.5, 0.1);

    private static WatchPlan plan(Sensitivity sensitivity, int count, double alpha) {
        return plan(new WatchedRule(RULE, sensitivity, Sensitivities.STANDARD.of(sensitivity), Action.ALERT), count, alpha);
    }

    private static WatchPlan plan(WatchedRule watched, int count, double alpha) {
        return new WatchPlan("digits:1", "production", List.of(watched), Duration.ofMinutes(1), count, 30, alpha);
    }

    private static WatchedWindow window(int number, boolean violated, Double pValue) {
        return window(number, violated ? Verdict.FAIL : Verdict.PASS, pValue);
    }

    private static WatchedWindow window(int number, Verdict verdict, Double pValue) {
        Instant from = T0.plusSeconds(60L * number - 60);
        return new WatchedWindow(number, from, from.plusSeconds(60), 100, List.of(), List.of(new WatchedWindow.RuleFinding(
                "confidence", "medium", verdict == Verdict.FAIL, verdict, "because", List.of(), pValue, null, null)));
    }

    /** The first window in which the rule is raised, or 0. */
    private static int raised(WatchPlan plan, int windows, IntToDoubleFunction pValues) {
        WatchedRule watched = plan.rules().get(0);
        RuleState state = RuleState.START;
        for (int number = 1; number <= windows; number++) {
            double p = pValues.applyAsDouble(number);
            state = state.after(plan, watched, window(number, p <= plan.level(watched), p));
            if (state.raised()) {
                return number;
            }
        }
        return 0;
    }

    /** Ten hours without change, looked at every minute: at alpha 0.1 at most a tenth of 1,000 such watches is raised, but for four standard errors. */
    @ParameterizedTest
    @EnumSource(Sensitivity.class)
    void aWatchOfAnyLengthIsRaisedByChanceWithAtMostTheProbabilityAlpha(Sensitivity sensitivity) {
        RandomGenerator random = new SplittableRandom(99);
        WatchPlan plan = plan(sensitivity, 100_000, 0.1);
        int raised = 0;
        for (int watch = 0; watch < 1_000; watch++) {
            raised += raised(plan, 600, number -> random.nextDouble()) > 0 ? 1 : 0;
        }
        assertThat(raised).isLessThanOrEqualTo(100 + 38);
    }

    /** What the rate rests on: the evidence alone, of any number of looks. */
    @Test
    void withoutTheEvidenceSoLongAWatchWouldBeRaisedByChance() {
        RandomGenerator random = new SplittableRandom(98);
        WatchPlan plan = plan(Sensitivity.HIGH, 100_000, 0.1);
        int violated = 0;
        for (int watch = 0; watch < 1_000; watch++) {
            boolean any = false;
            for (int number = 1; number <= 600; number++) {
                any |= random.nextDouble() <= plan.level(plan.rules().get(0));
            }
            violated += any ? 1 : 0;
        }
        assertThat(violated).isGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource({"HIGH,1", "MEDIUM,5", "LOW,20"})
    void aChangeOnTheThirdDayIsSeenAsSoonAsTheSensitivityAllows(Sensitivity sensitivity, int needed) {
        RandomGenerator random = new SplittableRandom(5);
        WatchPlan plan = plan(sensitivity, 100_000, 0.01);
        int change = 3 * 24 * 60;
        int raised = raised(plan, change + 100, number -> number <= change ? random.nextDouble() : 1e-6 * random.nextDouble());
        assertThat(raised - change).isBetween(needed, needed + 4);
    }

    /** People mean: high is once, medium 5 in an hour, and with low five are silent and 20 are not. */
    @ParameterizedTest
    @CsvSource({"HIGH,1,true", "MEDIUM,4,false", "MEDIUM,5,true", "LOW,5,false", "LOW,19,false", "LOW,20,true"})
    void sensitivitiesMeanWhatPeopleMean(Sensitivity sensitivity, int violated, boolean raised) {
        WatchPlan plan = plan(WatchedRule.of(RULE, sensitivity, Action.RETRAIN), 60, 0.01);
        List<WatchedWindow> windows = new ArrayList<>();
        for (int number = 1; number <= 60; number++) {
            windows.add(window(number, number % 3 == 0 && number / 3 <= violated, number % 3 == 0 && number / 3 <= violated ? 1e-9 : 0.5));
        }
        assertThat(WatchVerdict.of(plan, windows).orElseThrow().kind()).isEqualTo(raised ? Kind.RETRAIN : Kind.OK);
    }

    private static String states(WatchPlan plan, String found) {
        StringBuilder states = new StringBuilder();
        RuleState state = RuleState.START;
        for (int i = 0; i < found.length(); i++) {
            Verdict verdict = found.charAt(i) == 'v' ? Verdict.FAIL : found.charAt(i) == '0' ? Verdict.INCONCLUSIVE : Verdict.PASS;
            state = state.after(plan, plan.rules().get(0), window(i + 1, verdict, verdict == Verdict.INCONCLUSIVE ? null : verdict == Verdict.FAIL ? 1e-9 : 0.7));
            states.append(state.raised() ? 'R' : '-');
        }
        return states.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "v.....,RRRRR-", "v....v.....,RRRRRRRRRR-", "v..00000...,RRRRRRRRRR-", "v.....v....,RRRRR-RRRRR", "00v...,--RRRR"
    })
    void aRaisedRuleFallsBackOnlyAfterFiveQuietWindows(String found, String states) {
        assertThat(states(plan(Sensitivity.HIGH, found.length() < 2 ? 2 : 60, 0.05), found)).isEqualTo(states);
    }

    @Test
    void theQuietWindowsCanBeSaid() {
        WatchedRule two = new WatchedRule(RULE, Sensitivity.HIGH, Sensitivities.STANDARD.of(Sensitivity.HIGH).recoveringAfter(OptionalInt.of(2)), Action.ALERT);
        assertThat(states(plan(two, 60, 0.05), "v.v..")).isEqualTo("RRRR-");
    }

    @Test
    void aRuleThatHasRecoveredIsOkAndTheVerdictSaysSo() {
        WatchPlan plan = plan(Sensitivity.HIGH, 8, 0.05);
        List<WatchedWindow> windows = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            windows.add(window(number, number == 2, number == 2 ? 1e-9 : 0.6));
        }
        WatchVerdict verdict = WatchVerdict.of(plan, windows).orElseThrow();
        assertThat(verdict.kind()).isEqualTo(Kind.OK);
        assertThat(verdict.reason()).contains("rule confidence was raised and has recovered");
    }

    @Test
    void windowsOfOlderRecordsAreReadAsFacts() throws Exception {
        String line = "{\"number\":1,\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:01:00Z\",\"samples\":100,\"features\":[],\"rules\":[{\"rule\":\"confidence\","
                + "\"sensitivity\":\"high\",\"violated\":true,\"verdict\":\"FAIL\",\"reason\":\"r\",\"features\":[]}]}";
        WatchedWindow window = Json.mapper().readValue(line, WatchedWindow.class);
        assertThat(window.finding("confidence").orElseThrow().pValue()).isNull();
        assertThat(RuleState.of(plan(Sensitivity.HIGH, 60, 0.01), plan(Sensitivity.HIGH, 60, 0.01).rules().get(0), List.of(window)).raised()).isTrue();
    }
}
