package io.jenkins.plugins.mlcd.monitor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
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
     * @param pValue chance of such a window when nothing changed; null where no chance is involved
     * @param state {@code raised} or {@code recovered} in the window in which that happened; else null
     * @param carried what the rule remembers of the windows up to this one; null when it needs nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleFinding(
            String rule, String sensitivity, boolean violated, Verdict verdict, String reason, List<String> features,
            @CheckForNull Double pValue, @CheckForNull String state, @CheckForNull JsonNode carried) {

        public RuleFinding {
            features = features == null ? List.of() : List.copyOf(features);
        }

        /** Of a rule that no chance is involved in and that remembers nothing. */
        public RuleFinding(String rule, String sensitivity, boolean violated, Verdict verdict, String reason, List<String> features) {
            this(rule, sensitivity, violated, verdict, reason, features, null, null, null);
        }

        private RuleFinding with(@CheckForNull String newState) {
            return new RuleFinding(rule, sensitivity, violated, verdict, reason, features, pValue, newState, carried);
        }
    }

    public static final String RAISED = "raised";
    public static final String RECOVERED = "recovered";

    public WatchedWindow {
        features = features == null ? List.of() : List.copyOf(features);
        rules = List.copyOf(rules);
    }

    /**
     * Applies every rule of the plan to a window of traffic.
     *
     * @param earlier the windows of the watch before this one, oldest first
     */
    public static WatchedWindow inspect(
            WatchPlan plan, WatchedModel model, Profile traffic, List<WatchedWindow> earlier, Instant from, Instant to) {
        List<FeatureFinding> features = new ArrayList<>();
        List<RuleFinding> rules = new ArrayList<>();
        for (WatchedRule watched : plan.rules()) {
            Optional<JsonNode> carried = carried(earlier, watched.rule().name());
            Finding finding = inspect(watched, new Look(
                    model.reference(), traffic, from, to, model.age(), plan.level(watched), plan.alpha() * Look.LUCK, carried), plan.minSamples());
            features.addAll(finding.features());
            rules.add(new RuleFinding(
                    watched.rule().name(),
                    watched.sensitivity().word(),
                    finding.verdict() == Verdict.FAIL,
                    finding.verdict(),
                    finding.reason(),
                    finding.features().stream().filter(FeatureFinding::drifted).map(FeatureFinding::name).distinct().toList(),
                    finding.pValue().isPresent() ? finding.pValue().getAsDouble() : null,
                    null,
                    finding.carried().or(() -> carried).orElse(null)));
        }
        WatchedWindow window = new WatchedWindow(earlier.size() + 1, from, to, traffic.samples(), features, rules);
        return window.withStates(plan, earlier);
    }

    /**
     * This window as the rules of another plan judge it, by its recorded p-values.
     *
     * @param earlier the windows before it, judged by the same plan
     * @throws IllegalArgumentException when it holds nothing of a rule
     */
    WatchedWindow judgedAgain(WatchPlan plan, List<WatchedWindow> earlier) {
        List<RuleFinding> judged = new ArrayList<>();
        for (WatchedRule watched : plan.rules()) {
            RuleFinding recorded = finding(watched.rule().name()).orElseThrow(() -> new IllegalArgumentException(
                    "the record holds nothing of the rule " + watched.rule().name() + ", and no profiles of windows to test it on"));
            boolean significant = recorded.pValue() == null || recorded.pValue() <= plan.level(watched);
            boolean violated = recorded.violated() && significant;
            Verdict verdict = recorded.verdict() == Verdict.FAIL && !violated ? Verdict.PASS : recorded.verdict();
            judged.add(new RuleFinding(recorded.rule(), watched.sensitivity().word(), violated, verdict, recorded.reason(),
                    violated ? recorded.features() : List.of(), recorded.pValue(), null, recorded.carried()));
        }
        return new WatchedWindow(number, from, to, samples, features, judged).withStates(plan, earlier);
    }

    private WatchedWindow withStates(WatchPlan plan, List<WatchedWindow> earlier) {
        List<RuleFinding> stated = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            RuleState before = RuleState.of(plan, plan.rules().get(i), earlier);
            boolean raised = before.after(plan, plan.rules().get(i), this).raised();
            stated.add(rules.get(i).with(raised == before.raised() ? null : raised ? RAISED : RECOVERED));
        }
        return new WatchedWindow(number, from, to, samples, features, stated);
    }

    /** A window whose traffic could not be asked for: no rule can tell. */
    public static WatchedWindow unknown(WatchPlan plan, List<WatchedWindow> earlier, Instant from, Instant to, String reason) {
        List<RuleFinding> rules = plan.rules().stream()
                .map(watched -> new RuleFinding(
                        watched.rule().name(), watched.sensitivity().word(), false, Verdict.ERROR, reason, List.of(), null, null,
                        carried(earlier, watched.rule().name()).orElse(null)))
                .toList();
        return new WatchedWindow(earlier.size() + 1, from, to, 0, List.of(), rules);
    }

    private static Optional<JsonNode> carried(List<WatchedWindow> earlier, String rule) {
        return earlier.isEmpty() ? Optional.empty() : earlier.get(earlier.size() - 1).finding(rule).map(RuleFinding::carried);
    }

    private static Finding inspect(WatchedRule watched, Look look, int minSamples) {
        long samples = look.window().samples();
        if (watched.rule().needsTraffic() && samples < minSamples) {
            return Finding.inconclusive(samples == 0 ? "no traffic" : "only " + samples + " samples, at least " + minSamples + " are needed");
        }
        return watched.rule().inspect(look);
    }

    @JsonIgnore
    public Optional<RuleFinding> finding(String rule) {
        return rules.stream().filter(found -> found.rule().equals(rule)).findFirst();
    }
}
