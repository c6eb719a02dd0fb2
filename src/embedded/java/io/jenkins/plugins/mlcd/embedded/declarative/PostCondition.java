package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/** The conditions of {@code post}, in the order in which Jenkins runs them. */
public enum PostCondition {
    ALWAYS("always", (now, before) -> true),
    CHANGED("changed", (now, before) -> !Objects.equals(now, before)),
    FIXED("fixed", (now, before) -> now == Result.SUCCESS && (before == Result.FAILURE || before == Result.UNSTABLE)),
    REGRESSION("regression", (now, before) -> before != null && now != Result.NOT_BUILT && now.isWorseThan(before)),
    ABORTED("aborted", (now, before) -> now == Result.ABORTED),
    FAILURE("failure", (now, before) -> now == Result.FAILURE),
    SUCCESS("success", (now, before) -> now == Result.SUCCESS),
    UNSTABLE("unstable", (now, before) -> now == Result.UNSTABLE),
    NOT_BUILT("notBuilt", (now, before) -> now == Result.NOT_BUILT),
    UNSUCCESSFUL("unsuccessful", (now, before) -> now != Result.SUCCESS),
    CLEANUP("cleanup", (now, before) -> true);

    private final String symbol;
    private final BiPredicate<Result, Result> met;

    PostCondition(String symbol, BiPredicate<Result, Result> met) {
        this.symbol = symbol;
        this.met = met;
    }

    public String symbol() {
        return symbol;
    }

    /**
     * @param now result of the stage or build so far
     * @param before result of the previous completed build, absent for the first
     */
    public boolean isMet(Result now, @CheckForNull Result before) {
        return met.test(now, before);
    }

    public static List<String> symbols() {
        return Arrays.stream(values()).map(PostCondition::symbol).toList();
    }
}
