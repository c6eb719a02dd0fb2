package org.jenkinsci.plugins.workflow.actions;

import edu.umd.cs.findbugs.annotations.NonNull;

public interface ThreadNameAction extends PersistentAction {
    @NonNull String getThreadName();
}
