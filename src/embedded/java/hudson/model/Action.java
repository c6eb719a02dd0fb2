package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** Something attached to a build or a job; it may have a page and a link to it. */
public interface Action extends ModelObject {

    @CheckForNull
    String getIconFileName();

    @CheckForNull
    @Override
    String getDisplayName();

    @CheckForNull
    String getUrlName();
}
