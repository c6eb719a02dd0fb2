package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.List;

/** Outcome of a build, from best to worst: success, unstable, failure, not built, aborted. */
public final class Result implements Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    public static final Result SUCCESS = new Result("SUCCESS", BallColor.BLUE, 0, true);
    @NonNull
    public static final Result UNSTABLE = new Result("UNSTABLE", BallColor.YELLOW, 1, true);
    @NonNull
    public static final Result FAILURE = new Result("FAILURE", BallColor.RED, 2, true);
    @NonNull
    public static final Result NOT_BUILT = new Result("NOT_BUILT", BallColor.NOTBUILT, 3, false);
    @NonNull
    public static final Result ABORTED = new Result("ABORTED", BallColor.ABORTED, 4, false);

    private static final List<Result> ALL = List.of(SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED);

    public final int ordinal;
    @NonNull
    public final BallColor color;
    public final boolean completeBuild;
    private final String name;

    private Result(String name, BallColor color, int ordinal, boolean completeBuild) {
        this.name = name;
        this.color = color;
        this.ordinal = ordinal;
        this.completeBuild = completeBuild;
    }

    /** The worse of the two. */
    @NonNull
    public Result combine(@NonNull Result that) {
        return ordinal < that.ordinal ? that : this;
    }

    /** The worse of the two, where null is no result yet. */
    public static Result combine(Result r1, Result r2) {
        if (r1 == null || r2 == null) {
            return r1 == null ? r2 : r1;
        }
        return r1.combine(r2);
    }

    public boolean isWorseThan(@NonNull Result that) {
        return ordinal > that.ordinal;
    }

    public boolean isWorseOrEqualTo(@NonNull Result that) {
        return ordinal >= that.ordinal;
    }

    public boolean isBetterThan(@NonNull Result that) {
        return ordinal < that.ordinal;
    }

    public boolean isBetterOrEqualTo(@NonNull Result that) {
        return ordinal <= that.ordinal;
    }

    public boolean isCompleteBuild() {
        return completeBuild;
    }

    @NonNull
    @Override
    public String toString() {
        return name;
    }

    /** The result of that name in any case; {@code FAILURE} for an unknown one. */
    @NonNull
    public static Result fromString(@NonNull String s) {
        return ALL.stream().filter(r -> r.name.equalsIgnoreCase(s)).findFirst().orElse(FAILURE);
    }

    private Object readResolve() {
        return fromString(name);
    }
}
