package hudson.scheduler;

import java.util.Random;

/** Spreads schedules over time: numbers that depend on a seed only. */
public abstract class Hash {

    Hash() {
    }

    /** A number from 0 to {@code n} - 1. */
    public abstract int next(int n);

    public static Hash from(String seed) {
        Random random = new Random(seed.hashCode());
        return new Hash() {
            @Override
            public int next(int n) {
                return random.nextInt(n);
            }
        };
    }

    public static Hash zero() {
        return new Hash() {
            @Override
            public int next(int n) {
                return 0;
            }
        };
    }
}
