package jenkins.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;

/** Where this Jenkins is reached. */
public class JenkinsLocationConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    @NonNull
    public static JenkinsLocationConfiguration get() {
        return ExtensionList.lookupSingleton(JenkinsLocationConfiguration.class);
    }

    @CheckForNull
    public String getUrl() {
        return Jenkins.get().getRootUrl();
    }
}
