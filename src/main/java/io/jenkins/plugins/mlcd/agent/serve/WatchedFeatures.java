package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.profile.FeatureExtractor;
import java.util.List;
import java.util.stream.IntStream;

/** The features of another extractor without those that are dropped. */
final class WatchedFeatures implements FeatureExtractor {

    private final FeatureExtractor all;
    private final int[] kept;

    private WatchedFeatures(FeatureExtractor all, int[] kept) {
        this.all = all;
        this.kept = kept;
    }

    /**
     * {@code all} without the columns that are {@code covered}.
     *
     * @throws IllegalArgumentException when the features are not columns, so that a value of the input cannot be told from the others
     */
    static FeatureExtractor without(FeatureExtractor all, boolean[] covered) {
        boolean none = IntStream.range(0, covered.length).noneMatch(i -> covered[i]);
        if (none) {
            return all;
        }
        List<String> names = all.names();
        boolean columns = IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals("x" + i));
        if (!columns) {
            throw new IllegalArgumentException("drop-fields names values of the input, but the features " + String.join(", ", names)
                    + " are made of all of them; only the columns of a table can be dropped");
        }
        return new WatchedFeatures(all, IntStream.range(0, names.size()).filter(i -> !covered[i]).toArray());
    }

    @Override
    public List<String> names() {
        return IntStream.of(kept).mapToObj(all.names()::get).toList();
    }

    @Override
    public int inputs() {
        return all.inputs();
    }

    @Override
    public double[] extract(float[] input) {
        double[] values = all.extract(input);
        return IntStream.of(kept).mapToDouble(i -> values[i]).toArray();
    }
}
