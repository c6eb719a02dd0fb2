package io.jenkins.plugins.mlcd.monitor;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What rules would have said over windows that were recorded, before they are switched on.
 *
 * @param windows with their findings, oldest first
 * @param rules how each stands at the end
 */
public record Replay(List<WatchedWindow> windows, List<Outcome> rules) {

    /**
     * What one rule would have done.
     *
     * @param name of the rule
     * @param needed violated windows that raise it
     * @param judged windows in which it could tell
     * @param violated windows
     * @param raised when it was raised, each time
     * @param recovered when it recovered, each time
     * @param mostSeen the feature that was violated in most windows, if any was
     */
    public record Outcome(
            String name, int needed, int judged, int violated, List<Instant> raised, List<Instant> recovered, Optional<String> mostSeen) {}

    /** Applies the plan to windows as if they came now; unlike a watch it goes on after a rule that asks for retraining. */
    public static Replay of(WatchPlan plan, WatchedModel model, List<Profile> profiles) {
        List<WatchedWindow> windows = new ArrayList<>();
        for (Profile profile : profiles) {
            windows.add(WatchedWindow.inspect(plan, model, profile, windows, profile.from(), profile.to()));
        }
        return of(plan, windows);
    }

    /** Windows whose findings are recorded, at the levels of the plan; a rule has to be among those that were recorded. */
    static Replay of(WatchPlan plan, List<WatchedWindow> windows) {
        return new Replay(windows, plan.rules().stream().map(watched -> outcome(plan, watched, windows)).toList());
    }

    /**
     * Windows that were judged before, judged again at the plan's levels by their recorded p-values: for a rule of the same name and parameters at another
     * sensitivity. A window stays quiet that was quiet because the change was too small.
     *
     * @throws IllegalArgumentException when the windows hold nothing of a rule
     */
    public static Replay again(WatchPlan plan, List<WatchedWindow> recorded) {
        List<WatchedWindow> windows = new ArrayList<>();
        for (WatchedWindow window : recorded) {
            windows.add(window.judgedAgain(plan, windows));
        }
        return of(plan, windows);
    }

    private static Outcome outcome(WatchPlan plan, WatchedRule watched, List<WatchedWindow> windows) {
        String name = watched.rule().name();
        List<Instant> raised = new ArrayList<>();
        List<Instant> recovered = new ArrayList<>();
        int judged = 0;
        List<String> features = new ArrayList<>();
        int violated = 0;
        for (WatchedWindow window : windows) {
            WatchedWindow.RuleFinding finding = window.finding(name).orElseThrow();
            judged += switch (finding.verdict()) {
                case PASS, FAIL -> 1;
                default -> 0;
            };
            if (finding.violated()) {
                violated++;
                features.addAll(finding.features());
            }
            if (WatchedWindow.RAISED.equals(finding.state())) {
                raised.add(window.to());
            } else if (WatchedWindow.RECOVERED.equals(finding.state())) {
                recovered.add(window.to());
            }
        }
        return new Outcome(name, plan.needed(watched), judged, violated, raised, recovered, most(features));
    }

    private static Optional<String> most(List<String> features) {
        return features.stream().distinct().max(Comparator.comparingLong(name -> features.stream().filter(name::equals).count()));
    }
}
