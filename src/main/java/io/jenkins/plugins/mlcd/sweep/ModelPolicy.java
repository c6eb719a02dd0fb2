package io.jenkins.plugins.mlcd.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which trials' models a study keeps.
 *
 * @param keep all of the complete trials, the best ones, or none
 * @param count how many of the best; at least 1
 */
public record ModelPolicy(Keep keep, int count) {

    /** The one best. */
    public static final ModelPolicy BEST = new ModelPolicy(Keep.BEST, 1);

    /** All, the best, or none. */
    public enum Keep {
        ALL,
        BEST,
        NONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException naming the value and the three that there are */
        public static Keep parse(String text) {
            return Arrays.stream(values())
                    .filter(keep -> keep.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("keep '" + text + "' must be 'all', 'best' or 'none'"));
        }
    }

    public ModelPolicy {
        if (count < 1) {
            throw new IllegalArgumentException("keepModels " + count + " must be at least 1");
        }
    }

    /**
     * The trials whose models are kept, best first; with several objectives those of the Pareto front before all others.
     *
     * @param trials all trials of the study; only complete ones count
     */
    public List<Trial> kept(List<Objective> objectives, List<Trial> trials) {
        Set<Integer> front = objectives.size() == 1
                ? Set.of()
                : ParetoFront.of(objectives, trials).trials().stream().map(Trial::number).collect(Collectors.toSet());
        List<Trial> ranked = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .sorted(Comparator.comparing((Trial trial) -> !front.contains(trial.number())).thenComparing(ParetoFront.bestFirst(objectives)))
                .toList();
        return switch (keep) {
            case ALL -> ranked;
            case BEST -> ranked.subList(0, Math.min(count, ranked.size()));
            case NONE -> List.of();
        };
    }

    /**
     * Whether the model of a trial that runs would be kept if the trial were complete now, its value the last that it reported; no when
     * that is not finite or there is none.
     *
     * @param complete the trials of the study that are complete
     */
    boolean wouldKeep(Trial trial, List<Objective> objectives, List<Trial> complete, Instant now) {
        if (trial.state() != TrialState.RUNNING || trial.reported().isEmpty() || !Double.isFinite(trial.reported().lastEntry().getValue())) {
            return false;
        }
        OptionalDouble value = OptionalDouble.of(trial.reported().lastEntry().getValue());
        List<Trial> trials = new ArrayList<>(complete);
        trials.add(trial.ended(TrialState.COMPLETE, value, "", now));
        return kept(objectives, trials).stream().anyMatch(kept -> kept.number() == trial.number());
    }
}
