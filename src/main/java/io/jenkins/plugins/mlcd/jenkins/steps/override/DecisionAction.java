package io.jenkins.plugins.mlcd.jenkins.steps.override;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.Permission;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;

/** On the page of a build: a form in which a person with the permission decides on what a step waits for, or may be told meanwhile. */
public abstract class DecisionAction implements RunAction2 {

    private static final int BAD_REQUEST = 400;

    private final String model;

    private transient Run<?, ?> run;

    protected DecisionAction(Run<?, ?> run, String model) {
        this.run = run;
        this.model = model;
    }

    /** What was decided, for the record. */
    @FunctionalInterface
    protected interface Decision {

        /** @throws IllegalArgumentException when it is none */
        void record(String by, Instant at) throws IOException;
    }

    /** What it takes to see the form and to decide. */
    protected abstract Permission permission();

    protected abstract String icon();

    /** Records who decided, and when; the step sees it within seconds. */
    protected final HttpResponse decide(Decision decision) throws IOException {
        run.checkPermission(permission());
        User user = User.current();
        try {
            decision.record(user == null ? "anonymous" : user.getId(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
        } catch (IllegalArgumentException e) {
            throw HttpResponses.errorWithoutStack(BAD_REQUEST, e.getMessage());
        }
        return HttpResponses.redirectToDot();
    }

    protected final BuildLayout layout() {
        return new BuildLayout(run.getRootDir().toPath());
    }

    public final String getModel() {
        return model;
    }

    public final Run<?, ?> getRun() {
        return run;
    }

    public final boolean isAllowed() {
        return run.hasPermission(permission());
    }

    /** Null, which hides the link, for those who may not decide. */
    @CheckForNull
    @Override
    public final String getIconFileName() {
        return isAllowed() ? icon() : null;
    }

    @Override
    public final void onAttached(Run<?, ?> r) {
        run = r;
    }

    @Override
    public final void onLoad(Run<?, ?> r) {
        run = r;
    }
}
