package io.jenkins.plugins.mlcd.cli.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was checked so far. A check that needs one that failed is skipped, so that a table names causes and not their consequences. */
public final class Checks {

    private static final int MOST_DETAIL = 600;

    private final List<Outcome> outcomes = new ArrayList<>();
    private final PrintWriter out;
    private final InstantSource clock;

    public Checks(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** How a check ended. */
    public enum Status { PASS, FAIL, SKIP }

    /** One row of the table. */
    public record Outcome(String name, Status status, Duration took, String detail) {}

    /** Returns what was seen, in a few words; what it throws is the failure. */
    @FunctionalInterface
    public interface Check {
        String run() throws IOException, InterruptedException;
    }

    /**
     * Runs a check and prints its row.
     *
     * @return whether it passed
     * @throws InterruptedException when the verification is stopped
     */
    public boolean check(String name, Check check) throws InterruptedException {
        java.time.Instant begun = clock.instant();
        try {
            return add(name, Status.PASS, begun, check.run());
        } catch (IOException | RuntimeException e) {
            return add(name, Status.FAIL, begun, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    public void skip(String name, String reason) {
        add(name, Status.SKIP, clock.instant(), reason);
    }

    private boolean add(String name, Status status, java.time.Instant begun, String detail) {
        String line = detail.replaceAll("\\p{Cntrl}+", " ").strip();
        Outcome outcome = new Outcome(name, status, Duration.between(begun, clock.instant()), line.length() > MOST_DETAIL ? line.substring(0, MOST_DETAIL) + "..." : line);
        outcomes.add(outcome);
        out.println(row(outcome));
        out.flush();
        return status == Status.PASS;
    }

    static String row(Outcome outcome) {
        return String.format(Locale.ROOT, "%-4s %6.1f s  %-58s %s", outcome.status().name().toLowerCase(Locale.ROOT), outcome.took().toMillis() / 1e3, outcome.name(), outcome.detail()).stripTrailing();
    }

    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    public long count(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    /** Nothing failed, and something was checked. */
    public boolean passed() {
        return count(Status.FAIL) == 0 && count(Status.PASS) > 0;
    }

    public String summary() {
        return count(Status.PASS) + " passed, " + count(Status.FAIL) + " failed, " + count(Status.SKIP) + " skipped";
    }
}
