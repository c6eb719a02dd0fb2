package io.jenkins.plugins.mlcd.validate;

import java.util.Arrays;

/** A line of a predictions file: what a model said of one sample. One row is used again for every line; {@link #copy()} keeps one. */
final class Row {

    /** A probability below this one counts as this one in a logarithm. */
    private static final double LEAST_SCORE = 1e-7;

    final Text id = new Text();
    final Text label = new Text();
    final Text prediction = new Text();

    /** 0 to 1; NaN when the evaluator does not tell. */
    double confidence = Double.NaN;

    private boolean right;
    private int[] codes = new int[Columns.MAX];
    private double[] numbers = new double[Columns.MAX];
    private String[] scoreNames = new String[16];
    private double[] scores = new double[16];
    private int scoreCount;

    Row() {
        clear(Columns.MAX);
    }

    void clear(int columns) {
        id.clear();
        label.clear();
        prediction.clear();
        confidence = Double.NaN;
        scoreCount = 0;
        Arrays.fill(codes, 0, columns, -1);
        Arrays.fill(numbers, 0, columns, Double.NaN);
    }

    /** The number of the field's value in its column; -1 where the sample has none. */
    int code(int column) {
        return column < codes.length ? codes[column] : -1;
    }

    void code(int column, int code) {
        codes[column] = code;
    }

    /** The field's value where it is a number; NaN elsewhere. */
    double number(int column) {
        return column < numbers.length ? numbers[column] : Double.NaN;
    }

    void number(int column, double value) {
        numbers[column] = value;
    }

    void score(String name, double probability) {
        if (scoreCount == scores.length) {
            scoreNames = Arrays.copyOf(scoreNames, 2 * scoreCount);
            scores = Arrays.copyOf(scores, 2 * scoreCount);
        }
        scoreNames[scoreCount] = name;
        scores[scoreCount++] = probability;
    }

    /** Whether the prediction is the label; known after {@link #close()}. */
    boolean right() {
        return right;
    }

    /** Says that the line has been read. */
    void close() {
        right = label.same(prediction);
    }

    boolean scored() {
        return scoreCount > 0;
    }

    double scoreSum() {
        double sum = 0;
        for (int i = 0; i < scoreCount; i++) {
            sum += scores[i];
        }
        return sum;
    }

    /** Squared distance of the scores from the truth, 0 to 2 (G. W. Brier, Monthly Weather Review 78, 1950); NaN without scores. */
    double brier() {
        if (scoreCount == 0) {
            return Double.NaN;
        }
        double sum = 1 - 2 * labelScore();
        for (int i = 0; i < scoreCount; i++) {
            sum += scores[i] * scores[i];
        }
        return Math.max(0, sum);
    }

    /** Minus the natural logarithm of the true class' score, 0 to 16.2; NaN without scores. */
    double logLoss() {
        return scoreCount == 0 ? Double.NaN : -Math.log(Math.min(1, Math.max(LEAST_SCORE, labelScore())));
    }

    /** A class that a model does not know has no score, which is a probability of 0. */
    private double labelScore() {
        for (int i = 0; i < scoreCount; i++) {
            if (label.same(scoreNames[i])) {
                return scores[i];
            }
        }
        return 0;
    }

    /** A row of its own with the same content, of which {@code columns} fields are known. */
    Row copy(int columns) {
        Row copy = new Row();
        copy.id.set(id);
        copy.label.set(label);
        copy.prediction.set(prediction);
        copy.confidence = confidence;
        copy.right = right;
        copy.codes = Arrays.copyOf(codes, columns);
        copy.numbers = Arrays.copyOf(numbers, columns);
        copy.scoreNames = Arrays.copyOf(scoreNames, scoreCount);
        copy.scores = Arrays.copyOf(scores, scoreCount);
        copy.scoreCount = scoreCount;
        return copy;
    }
}
