package jenkins.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.PersistentDescriptor;

public class JenkinsLocationConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    @NonNull public static JenkinsLocationConfiguration get() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public String getUrl() {
        throw new UnsupportedOperationException();
    }
}
