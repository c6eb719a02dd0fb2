package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

public interface PermalinkProjectAction extends Action {
    List<PermalinkProjectAction.Permalink> getPermalinks();

    abstract class Permalink {
        public abstract String getDisplayName();

        public abstract String getId();

        @CheckForNull public abstract Run<?, ?> resolve(Job<?, ?> job);

        public static final List<PermalinkProjectAction.Permalink> BUILTIN = null;
        public static final PermalinkProjectAction.Permalink LAST_BUILD = null;
    }
}
