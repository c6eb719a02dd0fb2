package io.jenkins.plugins.mlcd.labels;

import java.util.List;
import java.util.Random;

/**
 * A classifier with one hidden layer of rectified linear units, trained by averaged stochastic gradient descent (Polyak and Juditsky 1992): enough to
 * read digits, and small enough for tests of choosing.
 */
final class SmallNetwork {

    private static final float RATE = 0.02f;
    private static final int HIDDEN = 24;

    private final int inputs;
    private final int classes;

    /** First the hidden layer's weights, a row of inputs and bias a unit, then the output's. */
    private final float[] weights;

    private final float[] hidden = new float[HIDDEN];
    private final float[] slope = new float[HIDDEN];

    SmallNetwork(int inputs, int classes, Random random) {
        this.inputs = inputs;
        this.classes = classes;
        weights = new float[HIDDEN * (inputs + 1) + classes * (HIDDEN + 1)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / (i < HIDDEN * (inputs + 1) ? inputs : HIDDEN)));
        }
    }

    private SmallNetwork(SmallNetwork other) {
        inputs = other.inputs;
        classes = other.classes;
        weights = other.weights.clone();
    }

    SmallNetwork copy() {
        return new SmallNetwork(this);
    }

    /** Goes {@code epochs} times over the samples, in another order each time; the weights are averaged over the last one. */
    SmallNetwork fit(List<float[]> samples, List<Integer> labels, int epochs, Random random) {
        double[] sum = new double[weights.length];
        int averaged = 0;
        int[] order = java.util.stream.IntStream.range(0, samples.size()).toArray();
        for (int epoch = 0; epoch < epochs; epoch++) {
            shuffle(order, random);
            for (int n = 0; n < order.length; n++) {
                step(samples.get(order[n]), labels.get(order[n]));
                if (epoch == epochs - 1 && n % 50 == 0) {
                    averaged++;
                    for (int i = 0; i < weights.length; i++) {
                        sum[i] += weights[i];
                    }
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (sum[i] / averaged);
        }
        return this;
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    private void step(float[] x, int label) {
        float[] p = probabilities(x);
        java.util.Arrays.fill(slope, 0);
        int output = HIDDEN * (inputs + 1);
        for (int c = 0; c < classes; c++) {
            float gradient = p[c] - (c == label ? 1 : 0);
            int at = output + c * (HIDDEN + 1);
            for (int h = 0; h < HIDDEN; h++) {
                slope[h] += gradient * weights[at + h];
                weights[at + h] -= RATE * gradient * hidden[h];
            }
            weights[at + HIDDEN] -= RATE * gradient;
        }
        for (int h = 0; h < HIDDEN; h++) {
            if (hidden[h] > 0) {
                float change = RATE * slope[h];
                int at = h * (inputs + 1);
                for (int i = 0; i < inputs; i++) {
                    weights[at + i] -= change * x[i];
                }
                weights[at + inputs] -= change;
            }
        }
    }

    float[] probabilities(float[] x) {
        for (int h = 0; h < HIDDEN; h++) {
            hidden[h] = Math.max(0, dot(h * (inputs + 1), x, inputs));
        }
        float[] p = new float[classes];
        float max = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            p[c] = dot(HIDDEN * (inputs + 1) + c * (HIDDEN + 1), hidden, HIDDEN);
            max = Math.max(max, p[c]);
        }
        float sum = 0;
        for (int c = 0; c < classes; c++) {
            p[c] = (float) Math.exp(p[c] - max);
            sum += p[c];
        }
        for (int c = 0; c < classes; c++) {
            p[c] /= sum;
        }
        return p;
    }

    private float dot(int at, float[] x, int length) {
        float s0 = weights[at + length];
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i + 3 < length; i += 4) {
            s0 += weights[at + i] * x[i];
            s1 += weights[at + i + 1] * x[i + 1];
            s2 += weights[at + i + 2] * x[i + 2];
            s3 += weights[at + i + 3] * x[i + 3];
        }
        return s0 + s1 + s2 + s3; // both layers have a multiple of four inputs
    }

    int predict(float[] x) {
        float[] p = probabilities(x);
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = p[c] > p[best] ? c : best;
        }
        return best;
    }

    double accuracy(List<float[]> samples, List<Integer> labels) {
        int right = 0;
        for (int i = 0; i < samples.size(); i++) {
            right += predict(samples.get(i)) == labels.get(i) ? 1 : 0;
        }
        return (double) right / samples.size();
    }
}
