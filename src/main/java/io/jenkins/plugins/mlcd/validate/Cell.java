package io.jenkins.plugins.mlcd.validate;

/**
 * Counts of a group of samples.
 *
 * @param samples in the group
 * @param right of them, that the candidate got right
 * @param baselineRight of them, that the baseline got right
 */
record Cell(long samples, long right, long baselineRight) {

    static final Cell NONE = new Cell(0, 0, 0);

    /** In an array of counts, so many numbers belong to one cell. */
    static final int FIGURES = 3;

    static Cell of(long[] counts, int index) {
        return new Cell(counts[FIGURES * index], counts[FIGURES * index + 1], counts[FIGURES * index + 2]);
    }

    static void add(long[] counts, int index, long samples, long right, long baselineRight) {
        counts[FIGURES * index] += samples;
        counts[FIGURES * index + 1] += right;
        counts[FIGURES * index + 2] += baselineRight;
    }

    Cell plus(Cell other) {
        return new Cell(samples + other.samples, right + other.right, baselineRight + other.baselineRight);
    }

    Cell minus(Cell other) {
        return new Cell(samples - other.samples, right - other.right, baselineRight - other.baselineRight);
    }

    double accuracy() {
        return (double) right / samples;
    }
}
