package io.jenkins.plugins.mlcd.jenkins.ui;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Job;
import hudson.model.PermalinkProjectAction.Permalink;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code lastPromotedBuild}: the build whose model was the last to be promoted to production. A rollback promotes nothing. */
public final class LastPromotedBuild extends Permalink {

    private static final Logger LOGGER = Logger.getLogger(LastPromotedBuild.class.getName());

    /**
     * Makes the name known to all jobs. Jenkins asks only the actions that are saved with a job for further names, and ours comes and goes
     * with the job's record.
     */
    @Extension
    public static final class Registration extends ItemListener {

        @Override
        public void onLoaded() {
            if (Permalink.BUILTIN.stream().noneMatch(LastPromotedBuild.class::isInstance)) {
                Permalink.BUILTIN.add(new LastPromotedBuild());
            }
        }
    }

    @Override
    public String getDisplayName() {
        return "Last promoted build";
    }

    @Override
    public String getId() {
        return "lastPromotedBuild";
    }

    /** Null when no model was promoted yet, or its build was deleted. */
    @CheckForNull
    @Override
    public Run<?, ?> resolve(Job<?, ?> job) {
        try {
            OptionalInt build = PageData.PAGES.lastPromoted(PageData.place(job));
            return build.isPresent() ? job.getBuildByNumber(build.getAsInt()) : null;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the last promoted build of " + job.getFullName() + " is not known", e);
            return null;
        }
    }
}
