package io.jenkins.plugins.mlcd.monitor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleKindsTest {

    private static final CommandRunner SAYS = (command, files) -> new CommandRunner.Answer(0, command);

    private static WatchedRule read(String text) {
        return RuleKinds.read(text, Sensitivities.STANDARD, SAYS);
    }

    @Test
    void readsARuleAsAJenkinsfileWritesIt() {
        WatchedRule rule = read("drift(test: 'js', features: ['ink', \"slant\"], leastEffect: 0.3, sensitivity: 'low', action: 'record', recovery: 7)");
        assertThat(rule.rule()).isEqualTo(new DriftRule(DriftTest.JS, List.of("ink", "slant"), 0.3, 0.1));
        assertThat(rule.sensitivity()).isEqualTo(Sensitivity.LOW);
        assertThat(rule.action()).isEqualTo(Action.RECORD);
        assertThat(rule.raising().recovery(20)).isEqualTo(7);
        assertThat(read("custom('error_share <= 1%')").rule()).isEqualTo(new CustomRule("error_share <= 1%"));
        assertThat(read("staleness(model: '30d')").rule().parameters()).isEqualTo(Map.of("model", "30d"));
        assertThat(read("confidence(violations: 3, within: '10m')").raising()).isEqualTo(Raising.outright(3, Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unexpectedValues", "drift()", "correlation()", "confidence()", "predictionDrift()", "volume()", "latency()", "errors()"})
    void everyKindHasDefaults(String text) {
        assertThat(read(text).rule().name()).isEqualTo(text.replace("()", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "drfit() | 'drfit' is no rule; the nearest are drift",
        "drift(tset: 'ks') | rule drift knows no 'tset'; the nearest are test",
        "drift(test: 'kz') | drift test 'kz' is none of auto, ks, psi, chi2, js, wasserstein, mmd",
        "drift(test: ) | a text in quotes, a number, true, false or a list is expected",
        "drift(test: 'ks' | ')' is expected at its end",
        "drift(test: 'ks') x | nothing more is expected before 'x'",
        "errors(share: 'many') | share must be a number",
        "errors(share: 2) | errors(share: 2.0) must be 0 to below 1",
        "custom() | rule custom needs expression",
        "custom('eror_share <= 1%') | 'eror_share' is no figure of a profile; the nearest are error_share",
        "custom('mean[class=7] <= 1') | is no figure of a profile",
        "custom('accuracy[slice=de] >= 0.5') | needs two names with ':' between them",
        "volume(below: 3) | volume needs below from 0 to 1",
        "latency(factor: 0.5) | factor of at least 1",
        "staleness() | staleness needs model or data",
        "correlation(leastChange: 9) | leastChange and leastJoint from 0 to 2"
    })
    void aMistakeIsNamed(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | '' | PASS", "1 | 'odd' | FAIL", "2 | 'no' | INCONCLUSIVE", "139 | '' | ERROR",
        "0 | '{\"violated\": true, \"reason\": \"r\"}' | FAIL",
        "1 | '{\"violated\": true, \"reason\": \"r\", \"pValue\": 0.5}' | PASS",
        "0 | '{\"violated\": true, \"pValue\": 0.0001}' | FAIL",
        "0 | '{\"violated\": true, \"pValue\": 7}' | ERROR",
        "0 | '{\"reason\": \"cannot\"}' | INCONCLUSIVE",
        "0 | '{broken' | PASS"
    })
    void aCommandAnswersByStatusOrByJson(int status, String output, String verdict) {
        Rule rule = new CommandRule("x", (command, files) -> new CommandRunner.Answer(status, "progress\n" + output + "\n"));
        Profile window = new Production(new SplittableRandom(1)).window(1, 40);
        Finding finding = rule.inspect(Look.of(Profile.empty(), window, 0.01));
        assertThat(finding.verdict().name()).isEqualTo(verdict);
        assertThat(finding.reason()).isNotBlank();
    }

    @Test
    void sensitivitiesAreReadAndMayNotContradictEachOther() {
        Sensitivities words = Sensitivities.parse(Map.of("medium", "3 in 30m", "interval", "30s"));
        assertThat(words.of(Sensitivity.MEDIUM).needed(Duration.ofMinutes(1), 60)).isEqualTo(3);
        assertThat(words.of(Sensitivity.LOW)).isEqualTo(Sensitivities.STANDARD.of(Sensitivity.LOW));
        assertThat(words.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> Sensitivities.parse(Map.of("medium", "30 in 1h"))).hasMessageContaining("medium no more than low");
        assertThatThrownBy(() -> Sensitivities.parse(Map.of("medium", "often"))).hasMessageContaining("such as '5 in 1h'");
        assertThatThrownBy(() -> Sensitivities.parse(Map.of("huge", "1 in 1h"))).hasMessageContaining("sensitivity 'huge'");
    }
}
