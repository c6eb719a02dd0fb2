package io.jenkins.plugins.mlcd.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what one question asks, sample by sample, apart for each group that the question has. */
final class Counter {

    private final Question question;
    private final Columns columns;
    private final List<Tally> tallies = new ArrayList<>();

    Counter(Question question, Columns columns) {
        this.question = question;
        this.columns = columns;
    }

    void candidate(Row row) {
        Tally tally = tally(question.selection().group(row));
        if (tally != null) {
            tally.candidate(row);
        }
    }

    void pair(Row candidate, Row baseline) {
        Tally tally = tally(question.selection().group(candidate));
        if (question.kind() != Question.Kind.OWN_SAMPLES) {
            if (tally != null) {
                tally.pair(candidate, baseline);
            }
            return;
        }
        if (tally != null) {
            tally.candidate(candidate);
        }
        Tally other = tally(question.selection().group(baseline));
        if (other != null) {
            other.baseline(baseline);
        }
    }

    /** Null for a sample that does not count. */
    private Tally tally(int group) {
        if (group < 0) {
            return null;
        }
        while (tallies.size() <= group) {
            tallies.add(null);
        }
        Tally tally = tallies.get(group);
        if (tally == null) {
            tally = make();
            tallies.set(group, tally);
        }
        return tally;
    }

    private Tally make() {
        if (question.kind() == Question.Kind.CALIBRATION) {
            return new CalibrationTally();
        }
        return question.measure().rate() ? new RateTally(question.measure()) : new MeanTally(question.measure());
    }

    Counted counted() {
        Map<String, Tally> groups = new TreeMap<>();
        if (!question.family()) {
            groups.put("", tally(0));
            return new Counted(question, groups, false);
        }
        Dictionary values = columns.get(question.selection().family().getAsInt()).values();
        for (int group = 0; group < tallies.size(); group++) {
            if (tallies.get(group) != null) {
                groups.put(values.value(group), tallies.get(group));
            }
        }
        return new Counted(question, groups, values.overflowed());
    }
}
