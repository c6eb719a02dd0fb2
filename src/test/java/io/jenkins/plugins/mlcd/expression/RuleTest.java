package io.jenkins.plugins.mlcd.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    accuracy >= 0.97                    | accuracy            | AT_LEAST | 0.97
                    accuracy >= 97%                     | accuracy            | AT_LEAST | 0.97
                    accuracy > baseline - 0.005         | accuracy            | ABOVE    | 0.895
                    latency_p99_ms <= 1.2 * baseline    | latency_p99_ms      | AT_MOST  | 1.08
                    latency_p99_ms < 1.5 s              | latency_p99_ms      | BELOW    | 1500
                    start_seconds <= 90s                | start_seconds       | AT_MOST  | 90
                    model_bytes <= 5MB                  | model_bytes         | AT_MOST  | 5000000
                    model_bytes <= 2 * 1.5KiB           | model_bytes         | AT_MOST  | 3072
                    recall[class=7] >= 0.9              | recall[class=7]     | AT_LEAST | 0.9
                    accuracy[slice=writer:new] >= 0.9   | accuracy[slice=writer:new] | AT_LEAST | 0.9
                    accuracy >= max(0.8, baseline - 2%) | accuracy            | AT_LEAST | 0.88
                    drop >= -(1 + 2) / 4                | drop                | AT_LEAST | -0.75
                    """)
    void readsWhatPeopleWrite(String text, String metric, Comparison comparison, double limitAtNinety) {
        Rule rule = Rule.parse(text, "baseline");
        assertThat(rule.metric()).hasToString(metric);
        assertThat(rule.comparison()).isEqualTo(comparison);
        assertThat(rule.limit().at(0.9)).isCloseTo(limitAtNinety, within(1e-9));
        assertThat(rule.limit().relative()).isEqualTo(text.contains("baseline"));
    }

    @Test
    void aPrefixNamesTheBenchmark() {
        Rule rule = Rule.parse("old.users-v2.accuracy >= 0.97", "baseline");
        assertThat(rule.scope()).contains("old.users-v2");
        assertThat(rule.metric().name()).isEqualTo("accuracy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    accuracy >= baseline - 0.005   | 0.005
                    accuracy >= baseline           | 0
                    accuracy >= baseline + 1%      | -0.01
                    accuracy >= 0.99 * baseline    |
                    accuracy >= max(0.9, baseline) |
                    accuracy >= 0.97               |
                    """)
    void aMarginIsAConstantDistanceFromTheBaseline(String text, Double margin) {
        var found = Rule.parse(text, "baseline").limit().margin();
        assertThat(found.isPresent()).isEqualTo(margin != null);
        found.ifPresent(value -> assertThat(value).isCloseTo(margin, within(1e-12)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "accuracy", "accuracy = 0.9", "accuracy >= ", "accuracy >= 0.9 >= 0.8", "accuracy >= stable",
                "accuracy >= 0.9 MB", "latency_p99_ms <= 5MB", "model_bytes <= 3s", "accuracy >= 2 parsecs", "accuracy >= 1/0",
                "accuracy >= 9^9^9^9", "accuracy >= RANDOM()", "accuracy >= \"x\"", "accuracy >= (1", "recall[class=] >= 1"
            })
    void refusesWhatIsNoRuleAndNamesIt(String text) {
        assertThatThrownBy(() -> Rule.parse(text, "baseline"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text.strip());
    }

    @Property
    void anyTextIsARuleOrAnIllegalArgument(@ForAll String text) {
        try {
            Rule.parse("accuracy >= " + text, "baseline");
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageContaining("'");
        }
    }

    @Test
    void noComparisonHoldsForNaN() {
        for (Comparison comparison : Comparison.values()) {
            assertThat(comparison.holds(Double.NaN, 1)).isFalse();
        }
    }
}
