package io.jenkins.plugins.mlcd.agent.profile.table;

import io.jenkins.plugins.mlcd.monitor.profile.CategoricalProfile;
import io.jenkins.plugins.mlcd.monitor.profile.DistinctSketch;
import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is strange about the columns of a table, told once for all its windows. */
final class ProfileNotes {

    private static final int MANY = 100;
    private static final double NEARLY_ALL = 0.9;

    private static final class Seen {
        private long values;
        private long extreme;
        private final Set<String> different = new HashSet<>();
        private DistinctSketch names = DistinctSketch.empty();
    }

    private final Map<String, Seen> columns = new LinkedHashMap<>();

    void add(Profile profile) {
        profile.features().forEach((name, feature) -> numeric(seen(name), feature));
        profile.categories().forEach((name, feature) -> categorical(seen(name), feature));
    }

    private Seen seen(String column) {
        return columns.computeIfAbsent(column, absent -> new Seen());
    }

    private static void numeric(Seen seen, NumericProfile feature) {
        seen.values += feature.count();
        seen.extreme += feature.extreme();
        if (feature.count() > 0) {
            seen.different.add(String.valueOf(feature.min()));
            seen.different.add(String.valueOf(feature.max()));
        }
    }

    private static void categorical(Seen seen, CategoricalProfile feature) {
        seen.values += feature.count();
        seen.names = seen.names.merge(feature.distinct());
        feature.frequent().counts().keySet().stream().limit(2).forEach(seen.different::add);
    }

    /** A sentence about each strange column. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        columns.forEach((name, seen) -> {
            if (seen.extreme > 0) {
                sentences.add("column '" + name + "' has " + seen.extreme + " values that are infinite or beyond " + NumericProfile.GREATEST
                        + "; they are counted as extreme and enter no other figure");
            }
            if (seen.values == 0) {
                sentences.add("column '" + name + "' has no value at all");
            } else if (seen.different.size() == 1 && seen.values > 1) {
                sentences.add("column '" + name + "' is constant: " + seen.different.iterator().next());
            } else if (seen.values >= MANY && seen.names.estimate() > NEARLY_ALL * seen.values) {
                sentences.add("column '" + name + "' has another value in nearly every row; name it in --ignore unless that says something");
            }
        });
        return sentences;
    }
}
