package io.jenkins.plugins.mlcd.agent.train;

import ai.djl.training.tracker.Tracker;

/**
 * A learning rate that rises along a cosine from a 25th of its highest value over the first third of all updates, and then falls along a
 * cosine to zero (Smith and Topin 2017, arXiv:1708.07120): a few epochs train well with it.
 */
record OneCycle(float highest, int updates) implements Tracker {

    private static final double RISE = 1 / 3.0;
    private static final double START = 1 / 25.0;

    @Override
    public float getNewValue(int update) {
        double at = Math.min(1, Math.max(0, (double) update / updates));
        if (at < RISE) {
            return (float) (highest * (START + (1 - START) * wave(at / RISE)));
        }
        return (float) (highest * (1 - wave((at - RISE) / (1 - RISE))));
    }

    /** Half a cosine, from 0 to 1. */
    private static double wave(double at) {
        return (1 - Math.cos(Math.PI * at)) / 2;
    }
}
