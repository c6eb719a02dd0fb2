package io.jenkins.plugins.mlcd.bench.monitor;

import com.yahoo.labs.samoa.instances.Instance;
import io.jenkins.plugins.mlcd.bench.monitor.SoftmaxRegression.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import moa.streams.generators.SEAGenerator;

/**
 * SEA concepts (Street and Kim, A streaming ensemble algorithm, KDD 2001) by MOA's generator with its 10 % of noise: a model that was trained
 * on the first concept is wrong more often under the second. The inputs do not change.
 */
final class SeaStream implements DriftStream {

    private static final int CHANGE = 5_000;
    private static final int AFTER = 4_000;
    private static final int TRAINED = 2_000;
    private static final float LARGEST = 10;

    private final SoftmaxRegression model;

    SeaStream(RandomGenerator random) {
        model = new SoftmaxRegression(3, 2, 0.5).train(samples(1, TRAINED, random), 20, random);
    }

    @Override
    public String name() {
        return "SEA, threshold 8 to 9";
    }

    @Override
    public int change() {
        return CHANGE;
    }

    @Override
    public Rows draw(RandomGenerator random) {
        List<Sample> samples = samples(1, CHANGE, random);
        samples.addAll(samples(2, AFTER, random));
        boolean[] errors = new boolean[samples.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = model.judge(samples.get(i)).wrong();
        }
        return Rows.of(errors);
    }

    /**
     * Samples of one concept.
     *
     * @param concept 1 to 4
     */
    static List<Sample> samples(int concept, int count, RandomGenerator random) {
        SEAGenerator generator = new SEAGenerator();
        generator.functionOption.setValue(concept);
        generator.instanceRandomSeedOption.setValue(random.nextInt(Integer.MAX_VALUE));
        generator.prepareForUse();
        List<Sample> samples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instance row = generator.nextInstance().getData();
            float[] input = {(float) row.value(0) / LARGEST, (float) row.value(1) / LARGEST, (float) row.value(2) / LARGEST};
            samples.add(new Sample(input, (int) row.classValue()));
        }
        return samples;
    }
}
