package io.jenkins.plugins.mlcd.kubernetes;

/**
 * How many trials may be in flight. It falls to what the cluster has room for and one more, which waits for the next free
 * place; each time that one is placed, it grows by one, up to the most that was asked for.
 *
 * @param most from 1
 * @param now 1 to {@code most}
 */
public record Parallelism(int most, int now) {

    public Parallelism {
        if (most < 1) {
            throw new IllegalArgumentException("parallelism " + most + " must be at least 1");
        }
        if (now < 1 || now > most) {
            throw new IllegalArgumentException("a parallelism of " + now + " is not within 1 and " + most);
        }
    }

    public static Parallelism of(int most) {
        return new Parallelism(most, most);
    }

    /**
     * The parallelism after a look at the cluster.
     *
     * @param placed trials whose pods have a node
     * @param waiting trials for which there is no room
     */
    public Parallelism after(int placed, int waiting) {
        if (waiting > 0) {
            return new Parallelism(most, Math.max(1, Math.min(most, placed + 1)));
        }
        return placed >= now && now < most ? new Parallelism(most, now + 1) : this;
    }
}
