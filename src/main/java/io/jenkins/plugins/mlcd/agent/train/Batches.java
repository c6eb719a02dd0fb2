package io.jenkins.plugins.mlcd.agent.train;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The samples of one pass in a random order, cut into batches; images may be moved a little at random. */
final class Batches {

    private final Part data;
    private final int[] targets;
    private final int size;
    private final int shift;
    private final SplittableRandom random;

    /**
     * One batch, without its samples' order in the data.
     *
     * @param targets index of each row's class
     */
    record Batch(float[][] rows, long[] targets) {}

    Batches(Job job) {
        this.data = job.data().learn();
        this.targets = job.targets();
        this.size = Math.min(job.settings().integer("batch"), data.size());
        this.shift = data.shape().isImage() ? job.settings().integer("shift") : 0;
        this.random = new SplittableRandom(job.seed());
    }

    /** Number of batches in a pass. The incomplete one at the end is left out: batch norm has no variance over a single sample. */
    int count() {
        return data.size() / size;
    }

    /** The batches of the next pass. */
    List<Batch> pass() {
        int[] order = shuffled();
        List<Batch> batches = new ArrayList<>();
        for (int batch = 0; batch < count(); batch++) {
            float[][] rows = new float[size][];
            long[] classes = new long[size];
            for (int i = 0; i < size; i++) {
                int index = order[batch * size + i];
                rows[i] = moved(data.get(index).input());
                classes[i] = targets[index];
            }
            batches.add(new Batch(rows, classes));
        }
        return batches;
    }

    private int[] shuffled() {
        int[] order = new int[data.size()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private float[] moved(float[] image) {
        if (shift == 0) {
            return image;
        }
        return moved(image, data.shape(), random.nextInt(-shift, shift + 1), random.nextInt(-shift, shift + 1));
    }

    /** A copy of {@code image} moved right by {@code dx} and down by {@code dy} pixels; zeros come in. */
    static float[] moved(float[] image, InputShape shape, int dx, int dy) {
        float[] out = new float[image.length];
        int row = shape.width() * shape.channels();
        int length = Math.max(0, shape.width() - Math.abs(dx)) * shape.channels();
        for (int y = Math.max(0, dy); y < Math.min(shape.height(), shape.height() + dy); y++) {
            int from = (y - dy) * row + Math.max(0, -dx) * shape.channels();
            System.arraycopy(image, from, out, y * row + Math.max(0, dx) * shape.channels(), length);
        }
        return out;
    }
}
