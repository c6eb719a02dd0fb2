package io.jenkins.plugins.mlcd.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields by which samples can be sliced, and the figures of which means are asked for, in the order in which they were met. */
final class Columns {

    /** More fields than these are not looked at. */
    static final int MAX = 64;

    static final int LABEL = 0;
    static final int PREDICTION = 1;

    private final Map<String, Integer> indices = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private boolean overflowed;
    private boolean figures;
    private boolean byPrediction;

    Columns() {
        of("label");
        of("prediction");
    }

    /** The index of a field, which is made when it is new; -1 when there are too many already. */
    int of(String name) {
        return of(name, false);
    }

    /** The index of a field whose mean is asked for. */
    int figure(String name) {
        figures = true;
        return of(name, true);
    }

    private int of(String name, boolean figure) {
        Integer known = indices.get(name);
        if (known != null) {
            return known;
        }
        if (columns.size() == MAX) {
            overflowed = true;
            return -1;
        }
        columns.add(new Column(columns.size(), name, new Dictionary(), figure));
        indices.put(name, columns.size() - 1);
        return columns.size() - 1;
    }

    /** Whether the mean of any field is asked for. */
    boolean figures() {
        return figures;
    }

    /** Says that samples are selected by their prediction. */
    void selectByPrediction() {
        byPrediction = true;
    }

    boolean byPrediction() {
        return byPrediction;
    }

    Column get(int index) {
        return columns.get(index);
    }

    int size() {
        return columns.size();
    }

    /** Whether a field had no place. */
    boolean overflowed() {
        return overflowed;
    }
}
