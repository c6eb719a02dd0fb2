package io.jenkins.plugins.mlcd.monitor;

import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What follows from the windows of a watch.
 *
 * @param kind ok, alert, retrain or inconclusive
 * @param rule the rule that was raised, if one was
 * @param reason one sentence
 * @param evidence the raised rule's windows, features and largest effect, for the record and for the cause of a build
 */
public record WatchVerdict(Kind kind, Optional<String> rule, String reason, Map<String, Object> evidence) {

    /** The outcomes of a watch. */
    public enum Kind {
        OK,
        ALERT,
        RETRAIN,
        /** Too little traffic to say that all is well. */
        INCONCLUSIVE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The verdict on the windows so far; empty while the watch has to go on. A pure function of the plan and the recorded
     * windows. A rule that asks for retraining ends the watch; all others wait for its last window.
     *
     * @param windows oldest first
     */
    public static Optional<WatchVerdict> of(WatchPlan plan, List<WatchedWindow> windows) {
        Optional<WatchVerdict> retrain = raised(plan, windows, Action.RETRAIN, Kind.RETRAIN);
        if (retrain.isPresent() || windows.size() < plan.count()) {
            return retrain;
        }
        return raised(plan, windows, Action.ALERT, Kind.ALERT)
                .or(() -> undecided(plan, windows))
                .or(() -> Optional.of(new WatchVerdict(Kind.OK, Optional.empty(), fine(plan, windows), Map.of())));
    }

    /** The same verdict with something more that speaks for or against it. */
    public WatchVerdict noting(String name, String sentence) {
        Map<String, Object> more = new LinkedHashMap<>(evidence);
        more.put(name, sentence);
        return new WatchVerdict(kind, rule, reason + "; " + sentence, more);
    }

    private static Optional<WatchVerdict> raised(WatchPlan plan, List<WatchedWindow> windows, Action action, Kind kind) {
        for (WatchedRule watched : plan.rules()) {
            if (watched.action() == action) {
                RuleState state = RuleState.of(plan, watched, windows);
                if (action == Action.RETRAIN ? state.everRaised() : state.raised()) {
                    return Optional.of(verdict(plan, watched, state, kind));
                }
            }
        }
        return Optional.empty();
    }

    private static WatchVerdict verdict(WatchPlan plan, WatchedRule watched, RuleState state, Kind kind) {
        String rule = watched.rule().name();
        List<WatchedWindow> violated = state.cause();
        WatchedWindow last = violated.get(violated.size() - 1);
        String found = last.finding(rule).map(WatchedWindow.RuleFinding::reason).orElse("");
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("rule", rule);
        evidence.put("sensitivity", watched.sensitivity().word());
        evidence.put("window", last.number());
        evidence.put("windows", violated.stream().map(WatchedWindow::number).toList());
        evidence.put("needed", plan.needed(watched));
        evidence.put("from", violated.get(0).from().toString());
        evidence.put("to", last.to().toString());
        evidence.put("samples", violated.stream().mapToLong(WatchedWindow::samples).sum());
        evidence.put("features", features(rule, violated));
        evidence.put("finding", found);
        if (state.evidence().looks() > 0) {
            evidence.put("eValue", state.eValue(plan, watched));
        }
        String reason = "rule " + rule + " was violated in " + violated.size() + " of " + plan.count() + " windows (" + plan.needed(watched)
                + " raise it), last in window " + last.number() + ": " + found;
        return new WatchVerdict(kind, Optional.of(rule), reason, evidence);
    }

    private static List<String> features(String rule, List<WatchedWindow> violated) {
        TreeSet<String> names = new TreeSet<>();
        violated.forEach(window -> window.finding(rule).ifPresent(finding -> names.addAll(finding.features())));
        return List.copyOf(names);
    }

    /** A rule that could tell in less than half of the windows has not found that all is well. */
    private static Optional<WatchVerdict> undecided(WatchPlan plan, List<WatchedWindow> windows) {
        if (windows.stream().allMatch(window -> window.samples() == 0)) {
            String why = windows.stream().flatMap(w -> w.rules().stream()).map(WatchedWindow.RuleFinding::reason).findFirst().orElse("");
            return Optional.of(inconclusive("no traffic in " + windows.size() + " windows" + (why.equals("no traffic") ? "" : ": " + why), windows));
        }
        for (WatchedRule watched : plan.rules()) {
            String rule = watched.rule().name();
            List<WatchedWindow.RuleFinding> untold = windows.stream()
                    .flatMap(window -> window.finding(rule).stream())
                    .filter(finding -> finding.verdict() == Verdict.INCONCLUSIVE || finding.verdict() == Verdict.ERROR)
                    .toList();
            if (2 * untold.size() > windows.size()) {
                return Optional.of(inconclusive("rule " + rule + " could not tell in " + untold.size() + " of " + windows.size() + " windows: "
                        + untold.get(0).reason(), windows));
            }
        }
        return Optional.empty();
    }

    private static WatchVerdict inconclusive(String reason, List<WatchedWindow> windows) {
        long samples = windows.stream().mapToLong(WatchedWindow::samples).sum();
        return new WatchVerdict(Kind.INCONCLUSIVE, Optional.empty(), reason, Map.of("samples", samples));
    }

    private static String fine(WatchPlan plan, List<WatchedWindow> windows) {
        long samples = windows.stream().mapToLong(WatchedWindow::samples).sum();
        String seen = plan.count() + " windows with " + samples + " samples";
        String recovered = plan.rules().stream()
                .filter(watched -> RuleState.of(plan, watched, windows).everRaised())
                .map(watched -> "rule " + watched.rule().name() + (watched.action() == Action.RECORD ? " was raised, which is on record" : " was raised and has recovered"))
                .collect(Collectors.joining("; "));
        return recovered.isEmpty() ? "no rule was raised in " + seen : recovered + ", in " + seen;
    }
}
