package io.jenkins.plugins.mlcd.monitor;

import io.jenkins.plugins.mlcd.monitor.WatchedWindow.RuleFinding;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.ChangeEvidence;
import java.util.ArrayList;
import java.util.List;

/**
 * How a rule stands after some windows of a watch: a fold over them. It is raised when as many windows as it needs are violated within its time
 * and, where chance is involved, the evidence is strong enough; and has recovered after so many quiet windows, from when on all
 * begins anew. The evidence is an e-process whose null hypothesis is that nothing changed. Within one period it is the number of
 * violated windows over the number that is expected; in a watch that outlasts the period it is half of that and half of a
 * {@link ChangeEvidence} over all p-values. So however long the watch, a rule is raised by chance with at most the probability alpha.
 *
 * @param raised whether it is raised
 * @param everRaised whether it was, at any time
 * @param quiet windows in a row without a violation
 * @param looks windows since the beginning or the last recovery
 * @param early violated ones among the first of them that make a period
 * @param evidence of all of them
 * @param recent violated windows within the rule's time, oldest first
 * @param cause the violated windows that raised it last
 */
record RuleState(
        boolean raised, boolean everRaised, int quiet, int looks, int early, ChangeEvidence evidence, List<WatchedWindow> recent,
        List<WatchedWindow> cause) {

    static final RuleState START = new RuleState(false, false, 0, 0, 0, ChangeEvidence.NONE, List.of(), List.of());

    RuleState {
        recent = List.copyOf(recent);
        cause = List.copyOf(cause);
    }

    static RuleState of(WatchPlan plan, WatchedRule watched, List<WatchedWindow> windows) {
        RuleState state = START;
        for (WatchedWindow window : windows) {
            state = state.after(plan, watched, window);
        }
        return state;
    }

    RuleState after(WatchPlan plan, WatchedRule watched, WatchedWindow window) {
        RuleFinding finding = window.finding(watched.rule().name()).orElse(null);
        if (finding == null || finding.verdict() == Verdict.INCONCLUSIVE || finding.verdict() == Verdict.ERROR) {
            return this; // what could not be told is neither a violation nor quiet
        }
        List<WatchedWindow> violated = recent(watched, window, finding);
        boolean first = looks < plan.period(watched);
        RuleState seen = new RuleState(
                raised, everRaised, finding.violated() ? 0 : quiet + 1, looks + 1, early + (finding.violated() && first ? 1 : 0),
                finding.pValue() == null ? evidence : evidence.after(finding.pValue()), violated, cause);
        return seen.judged(plan, watched, finding);
    }

    private RuleState judged(WatchPlan plan, WatchedRule watched, RuleFinding finding) {
        if (raised) {
            boolean recovered = quiet >= watched.raising().recovery(plan.needed(watched));
            return recovered ? new RuleState(false, true, 0, 0, 0, ChangeEvidence.NONE, List.of(), cause) : this;
        }
        boolean enough = finding.violated() && recent.size() >= plan.needed(watched);
        boolean proven = finding.pValue() == null || eValue(plan, watched) >= plan.evidenceNeeded() * (1 - 1e-9);
        return enough && proven ? new RuleState(true, true, quiet, looks, early, evidence, recent, recent) : this;
    }

    private List<WatchedWindow> recent(WatchedRule watched, WatchedWindow window, RuleFinding finding) {
        List<WatchedWindow> violated = new ArrayList<>();
        for (WatchedWindow earlier : recent) {
            if (!window.to().isAfter(earlier.from().plus(watched.raising().within()))) {
                violated.add(earlier);
            }
        }
        if (finding.violated()) {
            violated.add(window);
        }
        return violated;
    }

    /** 1 at the start; its mean stays at most 1 while nothing changes. */
    double eValue(WatchPlan plan, WatchedRule watched) {
        double counted = early / (plan.level(watched) * plan.period(watched));
        return plan.outlasts(watched) ? (counted + evidence.value()) / 2 : counted;
    }
}
