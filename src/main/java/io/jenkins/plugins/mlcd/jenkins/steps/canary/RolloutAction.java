package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.mlcd.canary.PersonCommand;
import io.jenkins.plugins.mlcd.canary.PersonCommands;
import io.jenkins.plugins.mlcd.canary.RolloutState;
import io.jenkins.plugins.mlcd.canary.RolloutView;
import io.jenkins.plugins.mlcd.jenkins.steps.override.DecisionAction;
import io.jenkins.plugins.mlcd.jenkins.steps.override.MlcdPermissions;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** On the page of a build with a rollout: how it stands, and a form with which a person pauses it, takes it back or approves a step. */
public final class RolloutAction extends DecisionAction {

    static final String URL = "mlcd-rollout";

    private final String target;

    RolloutAction(Run<?, ?> run, String model, String target) {
        super(run, model);
        this.target = target;
    }

    public String getTarget() {
        return target;
    }

    /** How the rollout stands; null before it is recorded. */
    @CheckForNull
    public RolloutState getState() throws IOException {
        return RolloutView.of(layout().rollout(), getModel(), target).orElse(null);
    }

    @Override
    protected Permission permission() {
        return MlcdPermissions.ROLLOUT;
    }

    @Override
    protected String icon() {
        return "symbol-swap-horizontal";
    }

    @Override
    public String getDisplayName() {
        return "Rollout of " + getModel();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @RequirePOST
    public HttpResponse doCommand(@QueryParameter String action, @QueryParameter String reason) throws IOException {
        return decide((by, at) -> new PersonCommands(layout().rolloutCommands()).add(PersonCommand.Action.of(action), by, at, reason));
    }
}
