package io.jenkins.plugins.mlcd.agent.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Runs boosted trees of XGBoost that answer with class probabilities ({@code multi:softprob}), or that of the second of two ({@code binary:logistic}). */
public final class XgboostPredictor implements Predictor {

    /** The booster's file in a model directory, in XGBoost's universal binary JSON. */
    public static final String FILE = "model.ubj";

    private final ModelDescription description;
    private final Booster booster;

    private XgboostPredictor(ModelDescription description, Booster booster) {
        this.description = description;
        this.booster = booster;
    }

    static XgboostPredictor load(Path file, ModelDescription description) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Booster booster = XGBoost.loadModel(in);
            booster.setParam("nthread", 1);
            return new XgboostPredictor(description, booster);
        } catch (XGBoostError e) {
            throw new IOException(file + " is no XGBoost model", e);
        }
    }

    /** A predictor over a booster in memory; closing it leaves the booster open only as long as nobody else disposes of it. */
    public static XgboostPredictor over(Booster booster, ModelDescription description) {
        return new XgboostPredictor(description, booster);
    }

    /**
     * Rows as XGBoost's matrix. A zero counts as missing: trees learn which way the missing go, which for the least of all values is as good
     * as a threshold, and four of five pixels of a digit need not be looked at.
     */
    public static DMatrix matrix(float[][] rows, int values) throws XGBoostError {
        return matrix(rows, values, 0f);
    }

    private static DMatrix matrix(float[][] rows, int values, float missing) throws XGBoostError {
        float[] all = new float[rows.length * values];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * values, values);
        }
        return new DMatrix(all, rows.length, values, missing);
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public synchronized float[][] predict(float[][] inputs) {
        Models.requireFit(description, inputs);
        if (inputs.length == 0) {
            return new float[0][];
        }
        try {
            // Trees of another trainer know zero as a number.
            DMatrix rows = matrix(inputs, description.input().values(), description.algorithm().equals(BoostedTrees.NAME) ? 0f : Float.NaN);
            try {
                return fitting(booster.predict(rows));
            } finally {
                rows.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost cannot predict: " + e.getMessage(), e);
        }
    }

    private float[][] fitting(float[][] rows) {
        int classes = description.classes().size();
        if (rows[0].length == 1 && classes == 2) {
            return Arrays.stream(rows).map(row -> new float[] {1 - row[0], row[0]}).toArray(float[][]::new);
        }
        if (rows[0].length != classes) {
            throw new IllegalStateException("the booster knows " + rows[0].length + " classes, but " + ModelDescription.FILE + " names " + classes);
        }
        return rows;
    }

    @Override
    public synchronized void close() {
        booster.dispose();
    }
}
