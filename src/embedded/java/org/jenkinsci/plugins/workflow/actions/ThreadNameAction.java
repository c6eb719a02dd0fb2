package org.jenkinsci.plugins.workflow.actions;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Names a branch. */
public interface ThreadNameAction extends PersistentAction {

    @NonNull
    String getThreadName();
}
