package io.jenkins.plugins.mlcd.agent.model;

import java.util.Arrays;

/** What a network answers, as probabilities. */
final class Outputs {

    private Outputs() {}

    /**
     * The probabilities of the classes for each of {@code rows} inputs: the softmax of logits, or the values themselves where {@code
     * serving.output} is {@code probabilities}. A single probability for two classes is that of the second one.
     *
     * @throws IllegalStateException when the values are not as many as the classes
     */
    static float[][] probabilities(float[] values, int rows, ModelDescription description) {
        int classes = description.classes().size();
        boolean ready = description.serving().flatMap(ModelDescription.Serving::output).orElse("logits").equals("probabilities");
        if (ready && values.length == rows && classes == 2) {
            float[][] both = new float[rows][];
            Arrays.setAll(both, row -> new float[] {1 - values[row], values[row]});
            return both;
        }
        if (values.length != rows * classes) {
            throw new IllegalStateException("the model answers with " + values.length / rows + " values a row, but " + ModelDescription.FILE + " names "
                    + classes + " classes");
        }
        if (!ready) {
            return Torch.probabilities(values, rows, classes);
        }
        float[][] all = new float[rows][];
        Arrays.setAll(all, row -> Arrays.copyOfRange(values, row * classes, (row + 1) * classes));
        return all;
    }
}
