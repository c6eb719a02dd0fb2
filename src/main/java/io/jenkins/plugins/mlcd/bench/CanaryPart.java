package io.jenkins.plugins.mlcd.bench;

import java.io.PrintWriter;

/** One part of the bench of rollouts: it can be run alone with {@code --only NAME}. */
interface CanaryPart {

    /** One word, as it is given to {@code --only}. */
    String name();

    /** Simulates, prints its tables, and adds what it set out to reach. */
    void run(CanaryOptions options, PrintWriter out, Aims aims);
}
