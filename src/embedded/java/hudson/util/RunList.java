package hudson.util;

import hudson.model.Result;
import hudson.model.Run;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Builds, newest first. */
public class RunList<R extends Run> extends AbstractList<R> {

    private final List<R> runs;

    public RunList() {
        this(List.of());
    }

    private RunList(List<R> runs) {
        this.runs = runs;
    }

    public static <R extends Run> RunList<R> fromRuns(Collection<? extends R> runs) {
        return new RunList<>(new ArrayList<>(runs));
    }

    @Override
    public R get(int index) {
        return runs.get(index);
    }

    @Override
    public int size() {
        return runs.size();
    }

    public R getLastBuild() {
        return runs.isEmpty() ? null : runs.get(0);
    }

    private RunList<R> those(Predicate<? super R> wanted) {
        return new RunList<>(runs.stream().filter(wanted).toList());
    }

    public RunList<R> limit(int n) {
        return new RunList<>(runs.subList(0, Math.min(n, runs.size())));
    }

    public RunList<R> failureOnly() {
        return those(r -> r.getResult() != Result.SUCCESS);
    }

    public RunList<R> overThresholdOnly(Result threshold) {
        return those(r -> r.getResult() != null && r.getResult().isBetterOrEqualTo(threshold));
    }

    public RunList<R> completedOnly() {
        return those(r -> !r.isBuilding());
    }

    /** Builds that began at {@code start} or later and before {@code end}, milliseconds since 1970. */
    public RunList<R> byTimestamp(long start, long end) {
        return those(r -> r.getTimeInMillis() >= start && r.getTimeInMillis() < end);
    }
}
