package org.jenkinsci.plugins.workflow.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class TagsAction implements PersistentAction {
    public void addTag(@CheckForNull String tag, @CheckForNull String value) {
        throw new UnsupportedOperationException();
    }

    public boolean removeTag(@CheckForNull String tag) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public String getTagValue(@CheckForNull String tag) {
        throw new UnsupportedOperationException();
    }

    @NonNull public Map<String, String> getTags() {
        throw new UnsupportedOperationException();
    }

    @NonNull public static Map<String, String> getTags(@NonNull FlowNode node) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public static String getTagValue(@NonNull FlowNode node, @CheckForNull String tag) {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
