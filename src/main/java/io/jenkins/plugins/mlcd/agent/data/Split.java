package io.jenkins.plugins.mlcd.agent.data;

/**
 * Training data split into what is learned from and what is held out for the objective. The content of a sample decides its side, so a
 * sample stays on its side as the data set grows, and copies of it never lie on both.
 */
public record Split(Part learn, Part heldOut) {

    /** Share of the training data that is held out. */
    public static final double HELD_OUT = 0.15;

    public static Split of(Part training) {
        boolean[] held = new boolean[training.size()];
        for (int i = 0; i < held.length; i++) {
            held[i] = ContentHash.unit(training.get(i).input()) < HELD_OUT;
        }
        return new Split(training.where(i -> !held[i]), training.where(i -> held[i]));
    }
}
