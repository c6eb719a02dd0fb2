package io.jenkins.plugins.mlcd.bench.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.bench.Aims;
import io.jenkins.plugins.mlcd.bench.Table;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Memory of a profile of one feature at 1, 10 and 100 million values: heap that its builder holds, and bytes of its file. */
final class ProfileMemory {

    private static final int[] MILLIONS = {1, 10, 100};
    private static final int MILLION = 1_000_000;
    private static final int BLOCK = 100_000;
    private static final double FLAT = 1.25;
    private static final int MOST_COLLECTIONS = 20;
    private static final long STABLE_BYTES = 4_096;

    private final MonitorOptions options;

    /** The builder that is measured; a field, so that it counts as used until it is let go. */
    @CheckForNull
    private ProfileBuilder held;

    ProfileMemory(MonitorOptions options) {
        this.options = options;
    }

    void print(PrintWriter out, Aims aims) {
        Table table = new Table("million values of one feature", "heap of the builder, KB", "profile.json, KB");
        filled(1); // classes are loaded now
        double[] heap = new double[MILLIONS.length];
        double[] file = new double[MILLIONS.length];
        for (int i = 0; i < MILLIONS.length; i++) {
            long blocks = options.scaled(MILLIONS[i] * MILLION / BLOCK);
            held = filled(blocks);
            file[i] = held.build().toJson().getBytes(StandardCharsets.UTF_8).length / 1e3;
            heap[i] = released() / 1e3;
            table.row(blocks * BLOCK / 1e6, heap[i], file[i]);
        }
        table.print(out);
        aims.atMost("profile_heap_100M_to_1M", heap[2] / heap[0], FLAT);
        aims.atMost("profile_file_100M_to_1M", file[2] / file[0], FLAT);
    }

    /** Bytes that become free when the builder is let go: what else becomes garbage before that does not count. */
    private long released() {
        long with = used();
        held = null;
        return with - used();
    }

    private ProfileBuilder filled(long blocks) {
        RandomGenerator random = options.random(1);
        ProfileBuilder builder = new ProfileBuilder("x");
        double[][] column = {new double[BLOCK]};
        for (long block = 0; block < blocks; block++) {
            for (int i = 0; i < BLOCK; i++) {
                column[0][i] = random.nextDouble();
            }
            builder.addColumns(column, new String[0][], Optional.empty(), Optional.empty(), BLOCK);
        }
        return builder;
    }

    /** Collects until nothing more is found: what was left of the part before would otherwise count. */
    private static long used() {
        long before = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            if (before - now < STABLE_BYTES) {
                return now;
            }
            before = now;
        }
        return before;
    }
}
