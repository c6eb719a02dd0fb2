package jenkins.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** An object whose name includes those of the groups around it, with slashes. */
public interface FullyNamed {
    @NonNull String getFullName();
}
