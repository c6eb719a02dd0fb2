package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link SliceProfile} while it is gathered: the values that come first have counts of their own. */
final class SliceCounter {

    private static final class Counts {
        private final CategoryCounter predictions = new CategoryCounter();
        private long labelled;
        private long correct;

        SliceCounts build() {
            return new SliceCounts(predictions.total(), predictions.build(), labelled, correct);
        }
    }

    private final Map<String, Counts> values = new HashMap<>();
    private final Counts other = new Counts();

    void add(String value, String prediction) {
        counts(value).predictions.add(prediction);
    }

    void addLabel(String value, boolean right) {
        Counts counts = counts(value);
        counts.labelled++;
        counts.correct += right ? 1 : 0;
    }

    private Counts counts(String value) {
        String kept = value.length() > FrequentItems.LONGEST ? value.substring(0, FrequentItems.LONGEST) : value;
        Counts known = values.get(kept);
        if (known != null || values.size() >= SliceProfile.LIMIT) {
            return known == null ? other : known;
        }
        return values.computeIfAbsent(kept, absent -> new Counts());
    }

    SliceProfile build() {
        Map<String, SliceCounts> built = new LinkedHashMap<>();
        values.forEach((value, counts) -> built.put(value, counts.build()));
        return new SliceProfile(built, other.build());
    }
}
