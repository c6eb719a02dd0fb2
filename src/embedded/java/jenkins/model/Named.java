package jenkins.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** An object with a name that is unique in its group. */
public interface Named {
    @NonNull String getName();
}
