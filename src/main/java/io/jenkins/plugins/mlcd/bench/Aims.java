package io.jenkins.plugins.mlcd.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a bench set out to reach, and whether it did. */
public final class Aims {

    private record Aim(String name, double value, String target, boolean passed) {

        String line() {
            return "aim %s %s %s %s".formatted(name, number(value), target, passed ? "pass" : "fail");
        }
    }

    private final List<Aim> aims = new ArrayList<>();

    /** The value should be at most {@code limit}; NaN misses every aim. */
    public void atMost(String name, double value, double limit) {
        aims.add(new Aim(name, value, "<=" + number(limit), value <= limit));
    }

    /** The value should be at least {@code limit}; NaN misses every aim. */
    public void atLeast(String name, double value, double limit) {
        aims.add(new Aim(name, value, ">=" + number(limit), value >= limit));
    }

    /** Prints {@code aim <name> <value> <target> pass|fail}, a line for each aim, and returns the exit status: 1 when one was missed. */
    public int conclude(PrintWriter out) {
        aims.forEach(aim -> out.println(aim.line()));
        out.flush();
        return aims.stream().allMatch(Aim::passed) ? 0 : 1;
    }

    /** A number in at most five significant digits, without an exponent where people would write none. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
