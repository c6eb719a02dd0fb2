package jenkins.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import io.jenkins.plugins.mlcd.embedded.host.LocalMail;

/** Where this Jenkins is reached. */
public class JenkinsLocationConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    @NonNull
    public static JenkinsLocationConfiguration get() {
        return ExtensionList.lookupSingleton(JenkinsLocationConfiguration.class);
    }

    /** The sender of mails. */
    @NonNull
    public String getAdminAddress() {
        return LocalMail.get().from();
    }

    @CheckForNull
    public String getUrl() {
        return Jenkins.get().getRootUrl();
    }
}
