package io.jenkins.plugins.mlcd.agent.train;

import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.evaluate.Scores;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.model.Settings;
import io.jenkins.plugins.mlcd.agent.model.XgboostPredictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Trains boosted trees on the CPU, for which XGBoost's library is built; about ten times while it boosts it reports. */
final class XgboostTrainer implements Trainer {

    private static final int REPORTS = 10;

    @Override
    public Trained train(Job job, Steps steps) throws IOException {
        try {
            DMatrix learn = matrix(job);
            try {
                return boost(job, steps, learn);
            } finally {
                learn.dispose();
            }
        } catch (XGBoostError e) {
            throw new TrainingException("XGBoost failed: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private static DMatrix matrix(Job job) throws XGBoostError {
        Part learn = job.data().learn();
        DMatrix matrix = XgboostPredictor.matrix(learn.samples().stream().map(Part.Sample::input).toArray(float[][]::new), learn.shape().values());
        int[] targets = job.targets();
        float[] labels = new float[targets.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = targets[i];
        }
        matrix.setLabel(labels);
        return matrix;
    }

    private static Trained boost(Job job, Steps steps, DMatrix learn) throws XGBoostError, IOException {
        Booster booster = XGBoost.train(learn, parameters(job), 0, Map.of(), null, null);
        XgboostPredictor predictor = XgboostPredictor.over(booster, job.description());
        int rounds = job.settings().integer("rounds");
        int every = Math.max(1, rounds / REPORTS);
        for (int round = 1; round <= rounds; round++) {
            booster.update(learn, round - 1);
            if (round % every == 0 || round == rounds) {
                steps.done(round, rounds, Trainer.metrics(Scores.of(predictor, job.data().heldOut())));
            }
        }
        return new TrainedTrees(booster, predictor);
    }

    private static Map<String, Object> parameters(Job job) {
        Settings settings = job.settings();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("objective", "multi:softprob");
        parameters.put("num_class", job.classes().size());
        parameters.put("tree_method", "hist");
        parameters.put("max_bin", settings.integer("bins"));
        parameters.put("nthread", 1);
        parameters.put("seed", job.seed());
        parameters.put("verbosity", 0);
        parameters.put("max_depth", settings.integer("depth"));
        parameters.put("eta", settings.real("eta"));
        parameters.put("subsample", settings.real("subsample"));
        parameters.put("colsample_bytree", settings.real("colsample"));
        parameters.put("lambda", settings.real("lambda"));
        return parameters;
    }

    private record TrainedTrees(Booster booster, Predictor predictor) implements Trained {

        @Override
        public boolean onGpu() {
            return false;
        }

        /** The nodes of all trees: each learned a threshold or a value. */
        @Override
        public long parameters() throws IOException {
            try {
                long nodes = 0;
                for (String tree : booster.getModelDump("", false)) {
                    nodes += tree.lines().count();
                }
                return nodes;
            } catch (XGBoostError e) {
                throw new IOException("XGBoost cannot list its trees: " + e.getMessage(), e);
            }
        }

        @Override
        public void save(Path directory) throws IOException {
            try {
                booster.saveModel(directory.resolve(XgboostPredictor.FILE).toString());
            } catch (XGBoostError e) {
                throw new IOException(directory.resolve(XgboostPredictor.FILE) + " cannot be written: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            predictor.close();
        }
    }
}
