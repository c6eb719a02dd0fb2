package io.jenkins.plugins.mlcd.agent.profile;

import io.jenkins.plugins.mlcd.monitor.profile.JointMoments;
import java.util.SplittableRandom;

/**
 * Brings a network's embedding to a size whose covariances can be kept: as it is when it has at most {@value JointMoments#LIMIT} values, and
 * else by a random projection onto {@value #SIZE} sums of plus and minus its values (Achlioptas 2003), which keeps distances within some tenths. The
 * signs follow from the seed, so that training and traffic are projected alike.
 *
 * @param inputs values of the embedding
 * @param seed of the signs
 */
public record EmbeddingProjection(int inputs, long seed) {

    static final int SIZE = 32;

    public EmbeddingProjection {
        if (inputs < 1) {
            throw new IllegalArgumentException("an embedding has at least 1 value, but this one " + inputs);
        }
    }

    /** Values of a projected embedding. */
    public int size() {
        return inputs <= JointMoments.LIMIT ? inputs : SIZE;
    }

    /** Projects embeddings; make one for many, because its signs are drawn first. */
    public Projector projector() {
        return new Projector(this);
    }

    /** Safe for use by several threads. */
    public static final class Projector {

        private final EmbeddingProjection projection;
        private final boolean[][] minus;

        private Projector(EmbeddingProjection projection) {
            this.projection = projection;
            minus = new boolean[projection.inputs <= JointMoments.LIMIT ? 0 : SIZE][projection.inputs];
            SplittableRandom random = new SplittableRandom(projection.seed);
            for (boolean[] signs : minus) {
                for (int i = 0; i < signs.length; i++) {
                    signs[i] = random.nextInt() < 0;
                }
            }
        }

        /**
         * The embedding in {@link EmbeddingProjection#size} values.
         *
         * @throws IllegalArgumentException when it has another number of values than the projection takes
         */
        public float[] project(float[] embedding) {
            if (embedding.length != projection.inputs) {
                throw new IllegalArgumentException("an embedding of " + embedding.length + " values does not fit a projection of " + projection.inputs);
            }
            if (minus.length == 0) {
                return embedding.clone();
            }
            float[] projected = new float[SIZE];
            float scale = (float) (1 / Math.sqrt(SIZE));
            for (int k = 0; k < SIZE; k++) {
                float sum = 0;
                for (int i = 0; i < embedding.length; i++) {
                    sum += minus[k][i] ? -embedding[i] : embedding[i];
                }
                projected[k] = scale * sum;
            }
            return projected;
        }
    }
}
