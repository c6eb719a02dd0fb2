package io.jenkins.plugins.mlcd.labels;

import java.io.Serializable;
import java.util.List;

/**
 * How samples are chosen.
 *
 * @param budget most samples that are chosen, 1 to {@value #MOST}
 * @param seed of what is drawn at random
 * @param slices columns of the capture, or of its inputs, whose values make groups beside the predicted class; one of numbers is cut at its quartiles
 * @param columns names of a row's values; empty for images and where they have none
 */
public record FillPlan(int budget, long seed, List<String> slices, List<String> columns) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 10_000;

    public FillPlan {
        slices = List.copyOf(slices);
        columns = List.copyOf(columns);
        if (budget < 1 || budget > MOST) {
            throw new IllegalArgumentException("budget must be 1 to " + MOST + " samples, but is " + budget);
        }
    }
}
