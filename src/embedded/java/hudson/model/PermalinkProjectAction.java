package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An action of a job that gives some of its builds names. */
public interface PermalinkProjectAction extends Action {

    List<Permalink> getPermalinks();

    /** A name that stands for one of a job's builds. */
    abstract class Permalink {

        public static final List<Permalink> BUILTIN = new CopyOnWriteArrayList<>();

        public abstract String getDisplayName();

        public abstract String getId();

        @CheckForNull
        public abstract Run<?, ?> resolve(Job<?, ?> job);
    }
}
