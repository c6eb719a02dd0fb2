package io.jenkins.plugins.mlcd.monitor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.rules.FeatureFinding;
import io.jenkins.plugins.mlcd.monitor.rules.Finding;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found in one window: a fact of the record from which the verdict follows.
 *
 * @param number from 1
 * @param samples requests of the model in it
 * @param features what the tests of all rules found
 * @param rules what each rule says
 */
public record WatchedWindow(
        int number, Instant from, Instant to, long samples, List<FeatureFinding> features, List<RuleFinding> rules) {

    /**
     * What one rule says about the window.
     *
     * @param rule its name
     * @param sensitivity as a word
     * @param violated whether it was violated
     * @param verdict {@code INCONCLUSIVE} when it cannot tell
     * @param reason one sentence
     * @param features the names of the features that drifted
     */
    public record RuleFinding(
            String rule, String sensitivity, boolean violated, Verdict verdict, String reason, List<String> features) {

        public RuleFinding {
            features = features == null ? List.of() : List.copyOf(features);
        }
    }

    public WatchedWindow {
        features = features == null ? List.of() : List.copyOf(features);
        rules = List.copyOf(rules);
    }

    /** Applies every rule of the plan to a window of traffic. */
    public static WatchedWindow inspect(
            WatchPlan plan, Profile reference, Profile traffic, int number, Instant from, Instant to) {
        List<FeatureFinding> features = new ArrayList<>();
        List<RuleFinding> rules = new ArrayList<>();
        for (WatchedRule watched : plan.rules()) {
            Finding finding = inspect(plan, watched, reference, traffic);
            features.addAll(finding.features());
            rules.add(new RuleFinding(
                    watched.rule().name(),
                    watched.sensitivity().word(),
                    finding.verdict() == Verdict.FAIL,
                    finding.verdict(),
                    finding.reason(),
                    finding.features().stream().filter(FeatureFinding::drifted).map(FeatureFinding::name).distinct().toList()));
        }
        return new WatchedWindow(number, from, to, traffic.samples(), features, rules);
    }

    /** A window whose traffic could not be asked for: no rule can tell. */
    public static WatchedWindow unknown(WatchPlan plan, int number, Instant from, Instant to, String reason) {
        List<RuleFinding> rules = plan.rules().stream()
                .map(watched -> new RuleFinding(
                        watched.rule().name(), watched.sensitivity().word(), false, Verdict.ERROR, reason, List.of()))
                .toList();
        return new WatchedWindow(number, from, to, 0, List.of(), rules);
    }

    private static Finding inspect(WatchPlan plan, WatchedRule watched, Profile reference, Profile traffic) {
        if (traffic.samples() == 0) {
            return Finding.inconclusive("no traffic");
        }
        if (traffic.samples() < plan.minSamples()) {
            return Finding.inconclusive("only " + traffic.samples() + " samples, at least " + plan.minSamples() + " are needed");
        }
        return watched.rule().inspect(Look.of(reference, traffic, plan.level(watched)));
    }

    @JsonIgnore
    Optional<RuleFinding> finding(String rule) {
        return rules.stream().filter(found -> found.rule().equals(rule)).findFirst();
    }
}
