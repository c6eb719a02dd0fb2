package io.jenkins.plugins.mlcd.agent.model;

import java.util.List;

/** Gradient-boosted trees by XGBoost (Chen and Guestrin 2016, arXiv:1603.02754) on histograms. */
final class BoostedTrees implements Algorithm {

    static final String NAME = "xgboost";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "gradient-boosted trees; takes images and tables";
    }

    @Override
    public String framework() {
        return "xgboost";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.integer("depth", 1, 16, 4, "3..6", "greatest depth of a tree"),
                Parameter.real("eta", 1e-4, 1, 0.3, "0.1..0.6 log", "share of each tree's correction that is taken"),
                Parameter.integer("rounds", 1, 10_000, 30, "", "rounds of boosting, with one tree a class in each"),
                Parameter.real("subsample", 0.05, 1, 0.8, "0.5..1.0", "share of the samples that a round sees"),
                Parameter.real("colsample", 0.01, 1, 0.3, "", "share of the values that a tree sees"),
                Parameter.integer("bins", 2, 1024, 16, "", "steps into which each value's range is cut"),
                Parameter.real("lambda", 0, 1000, 1, "", "L2 penalty on the leaves"));
    }
}
