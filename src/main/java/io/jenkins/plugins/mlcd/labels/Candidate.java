package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import java.util.List;

/**
 * A captured sample that could be chosen.
 *
 * @param features by which it is compared
 * @param group predicted class and slices
 * @param isolation how far it is from its fifth neighbour; 1 where that was not measured
 */
record Candidate(CaptureRow row, String content, float[] features, Uncertainty uncertainty, String group, double isolation) {

    static List<float[]> features(List<Candidate> several) {
        return several.stream().map(Candidate::features).toList();
    }

    Candidate isolated(double distance) {
        return new Candidate(row, content, features, uncertainty, group, distance);
    }

    /**
     * How much its label would teach of what is like it: the model's uncertainty over the isolation, as a sample among many like it stands for them
     * (information density, Settles and Craven 2008).
     */
    double worth() {
        return uncertainty.value() / Math.max(isolation, Cleaning.NEAR);
    }
}
