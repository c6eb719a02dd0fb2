package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.mlcd.canary.PersonCommand;
import io.jenkins.plugins.mlcd.canary.PersonCommands;
import io.jenkins.plugins.mlcd.canary.RolloutState;
import io.jenkins.plugins.mlcd.canary.RolloutView;
import io.jenkins.plugins.mlcd.jenkins.steps.override.MlcdPermissions;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** On the page of a build with a rollout: how it stands, and a form with which a person pauses it, takes it back or approves a step. */
public final class RolloutAction implements RunAction2 {

    static final String URL = "mlcd-rollout";

    private static final int BAD_REQUEST = 400;

    private final String model;
    private final String target;

    private transient Run<?, ?> run;

    RolloutAction(Run<?, ?> run, String model, String target) {
        this.run = run;
        this.model = model;
        this.target = target;
    }

    public String getModel() {
        return model;
    }

    public String getTarget() {
        return target;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** How the rollout stands; null before it is recorded. */
    @CheckForNull
    public RolloutState getState() throws IOException {
        return RolloutView.of(layout().rollout(), model, target).orElse(null);
    }

    public boolean isAllowed() {
        return run.hasPermission(MlcdPermissions.ROLLOUT);
    }

    /** Null, which hides the link, for those who may not decide. */
    @CheckForNull
    @Override
    public String getIconFileName() {
        return isAllowed() ? "symbol-swap-horizontal" : null;
    }

    @Override
    public String getDisplayName() {
        return "Rollout of " + model;
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        run = r;
    }

    /** Records what the person wants; the step sees it within seconds, and records who it was. */
    @RequirePOST
    public HttpResponse doCommand(@QueryParameter String action, @QueryParameter String reason) throws IOException {
        run.checkPermission(MlcdPermissions.ROLLOUT);
        User user = User.current();
        try {
            new PersonCommands(layout().rolloutCommands()).add(
                    PersonCommand.Action.of(action), user == null ? "anonymous" : user.getId(), Instant.now().truncatedTo(ChronoUnit.MILLIS), reason);
        } catch (IllegalArgumentException e) {
            throw HttpResponses.errorWithoutStack(BAD_REQUEST, e.getMessage());
        }
        return HttpResponses.redirectToDot();
    }

    private BuildLayout layout() {
        return new BuildLayout(run.getRootDir().toPath());
    }
}
