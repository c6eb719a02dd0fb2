package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A model of 2 x 2 images that answers "bright" or "dark" by the mean, and can be made to wait or fail; it fails at a last value of -99. */
public final class FakePredictor implements Predictor {

    public static final int INPUTS = 4;

    /** Taken for each batch; drain it to make the model hang. */
    public final Semaphore permits = new Semaphore(1_000_000);

    public volatile boolean broken;
    public volatile boolean closed;

    @Override
    public ModelDescription description() {
        return describe();
    }

    public static ModelDescription describe() {
        return new ModelDescription("mlcd/model", 1, "fake", Map.of(), "xgboost", List.of("dark", "bright"), InputShape.image(2, 2, 1),
                Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public float[][] predict(float[][] inputs) {
        permits.acquireUninterruptibly();
        if (broken) {
            throw new IllegalStateException("out of order");
        }
        for (float[] input : inputs) {
            if (input[INPUTS - 1] == -99) {
                throw new IllegalStateException("cannot bear -99");
            }
        }
        float[][] rows = new float[inputs.length][];
        for (int i = 0; i < rows.length; i++) {
            float sum = 0;
            for (float value : inputs[i]) {
                sum += value;
            }
            float bright = Math.max(0, Math.min(1, sum / INPUTS));
            rows[i] = new float[] {1 - bright, bright};
        }
        return rows;
    }

    @Override
    public void close() {
        closed = true;
    }
}
