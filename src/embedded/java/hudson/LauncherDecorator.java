package hudson;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Node;

/** Changes how processes are started. */
public abstract class LauncherDecorator implements ExtensionPoint {

    @NonNull
    public abstract Launcher decorate(@NonNull Launcher launcher, @NonNull Node node);

    public static ExtensionList<LauncherDecorator> all() {
        return ExtensionList.lookup(LauncherDecorator.class);
    }
}
