package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where the features of a window are others than those of the reference. No chance is involved: such a finding has the p-value 0. */
final class Schemas {

    /** What a profile has or has not whatever the input is. */
    private static final Set<String> DERIVED = Set.of(Profile.CONFIDENCE, Profile.SUPPORT);

    private Schemas() {}

    /** A finding for each feature that is gone, new, or a number on one side and a name on the other; none where a side has no features at all. */
    static List<FeatureFinding> changes(Profile reference, Profile window) {
        Set<String> trained = names(reference);
        Set<String> seen = names(window);
        List<FeatureFinding> changes = new ArrayList<>();
        if (trained.isEmpty() || seen.isEmpty()) {
            return changes;
        }
        for (String name : trained) {
            if (!seen.contains(name)) {
                changes.add(change(name, "gone"));
            } else if (reference.features().containsKey(name) != window.features().containsKey(name)) {
                changes.add(change(name, "type"));
            }
        }
        seen.stream().filter(name -> !trained.contains(name)).forEach(name -> changes.add(change(name, "new")));
        return changes;
    }

    private static FeatureFinding change(String feature, String what) {
        return new FeatureFinding(feature, what, 1, 0, 1, false);
    }

    private static Set<String> names(Profile profile) {
        Set<String> names = new TreeSet<>(profile.features().keySet());
        names.addAll(profile.categories().keySet());
        names.removeAll(DERIVED);
        return names;
    }
}
