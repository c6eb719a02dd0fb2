package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.Aims;
import java.io.PrintWriter;

/** One part of the bench of monitoring: it can be run alone with {@code --only NAME}. */
public interface MonitorPart {

    /** One word, as it is given to {@code --only}. */
    String name();

    /** Measures, prints its tables, and adds what it set out to reach. */
    void run(MonitorOptions options, PrintWriter out, Aims aims) throws Exception;
}
