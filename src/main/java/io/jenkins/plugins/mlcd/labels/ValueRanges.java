package io.jenkins.plugins.mlcd.labels;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where 98 of 100 values of each column of a row lie; a value outside of it is marked as unusual. None for images.
 *
 * @param low 1 % of the values are lower, one a column
 * @param high 1 % of the values are higher, one a column
 */
public record ValueRanges(List<Float> low, List<Float> high) implements Serializable {

    static final ValueRanges NONE = new ValueRanges(List.of(), List.of());

    private static final long serialVersionUID = 1L;
    private static final double TAIL = 0.01;

    public ValueRanges {
        low = new ArrayList<>(low); // Jenkins takes only plain collections from an agent
        high = new ArrayList<>(high);
    }

    @Override
    public List<Float> low() {
        return Collections.unmodifiableList(low);
    }

    @Override
    public List<Float> high() {
        return Collections.unmodifiableList(high);
    }

    static ValueRanges of(InputShape shape, List<float[]> rows) {
        if (shape.isImage() || rows.isEmpty()) {
            return NONE;
        }
        Float[] low = new Float[shape.values()];
        Float[] high = new Float[shape.values()];
        for (int i = 0; i < low.length; i++) {
            int column = i;
            double[] sorted = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
            low[i] = (float) sorted[(int) (TAIL * (sorted.length - 1))];
            high[i] = (float) sorted[(int) Math.ceil((1 - TAIL) * (sorted.length - 1))];
        }
        return new ValueRanges(Arrays.asList(low), Arrays.asList(high));
    }

    boolean unusual(int column, float value) {
        return column < low.size() && (value < low.get(column) || value > high.get(column));
    }
}
