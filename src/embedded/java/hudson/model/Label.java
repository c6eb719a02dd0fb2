package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;

public abstract class Label extends Actionable implements Comparable<Label> {
    @NonNull public final String getName() {
        throw new UnsupportedOperationException();
    }

    public Set<Node> getNodes() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public static Label get(String l) {
        throw new UnsupportedOperationException();
    }

    public static Label parseExpression(@NonNull String labelExpression) {
        throw new UnsupportedOperationException();
    }
}
