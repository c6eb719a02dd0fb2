package io.jenkins.plugins.mlcd.bench;

import java.io.PrintWriter;

/** One part of the bench of sweeps: it can be run alone with {@code --only NAME}. */
interface SweepPart {

    /** One word, as it is given to {@code --only}. */
    String name();

    /** Whether it runs when no part is named. */
    default boolean usual() {
        return true;
    }

    /** Measures, prints its tables, and adds what it set out to reach. */
    void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception;
}
