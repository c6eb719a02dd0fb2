package io.jenkins.plugins.mlcd.agent.train;

import io.jenkins.plugins.mlcd.agent.evaluate.Scores;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Trains models of one framework. */
interface Trainer {

    /**
     * Trains, and reports each step's figures on the held-out samples.
     *
     * @throws TrainingException when training fails, such as with a loss that is no number
     */
    Trained train(Job job, Steps steps) throws IOException;

    /** Where each step's figures go. */
    interface Steps {

        /**
         * @param step from 1 up; epochs or rounds
         * @param of the last step
         */
        void done(int step, int of, Map<String, Double> metrics) throws IOException;
    }

    /** A trained model in memory. */
    interface Trained extends AutoCloseable {

        Predictor predictor();

        boolean onGpu();

        /** Number of learned numbers. */
        long parameters() throws IOException;

        /** Writes the weights into {@code directory}, which exists. */
        void save(Path directory) throws IOException;

        @Override
        void close();
    }

    /** The figures of a step: {@code accuracy} and {@code loss} (log loss) on held-out samples. */
    static Map<String, Double> metrics(Scores heldOut) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", heldOut.accuracy());
        metrics.put("loss", heldOut.logLoss());
        return metrics;
    }
}
