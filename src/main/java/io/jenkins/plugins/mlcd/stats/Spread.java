package io.jenkins.plugins.mlcd.stats;

/**
 * Mean and variance of a stream of observations, without the cancellation that sums of squares suffer from (B. P. Welford, Technometrics
 * 4, 1962; merged as T. F. Chan, G. H. Golub and R. J. LeVeque, The American Statistician 37, 1983).
 */
public final class Spread {

    private long count;
    private double mean;
    private double squares;

    public void add(double value) {
        count++;
        double from = value - mean;
        mean += from / count;
        squares += from * (value - mean);
    }

    /** Takes the observations of another stream, too. */
    public void add(Spread other) {
        if (other.count == 0) {
            return;
        }
        long total = count + other.count;
        double apart = other.mean - mean;
        mean += apart * other.count / total;
        squares += other.squares + apart * apart * count * other.count / total;
        count = total;
    }

    public long count() {
        return count;
    }

    /** NaN without observations. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** With {@code count - 1} in the denominator; 0 for fewer than two observations. */
    public double variance() {
        return count < 2 ? 0 : squares / (count - 1);
    }
}
