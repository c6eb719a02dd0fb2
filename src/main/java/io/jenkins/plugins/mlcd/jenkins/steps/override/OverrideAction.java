package io.jenkins.plugins.mlcd.jenkins.steps.override;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.mlcd.loop.GateOverride;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** On the page of a build whose gate did not pass: a form in which a person with the permission decides, with a reason. */
public final class OverrideAction extends DecisionAction {

    static final String URL = "mlcd-override";

    private final String summary;

    /** @param summary what the gate decided, in one sentence */
    OverrideAction(Run<?, ?> run, String model, String summary) {
        super(run, model);
        this.summary = summary;
    }

    public String getSummary() {
        return summary;
    }

    /** What was decided; null as long as nothing was. */
    @CheckForNull
    public GateOverride getDecision() throws IOException {
        return GateOverride.read(layout(), getModel()).orElse(null);
    }

    @Override
    protected Permission permission() {
        return MlcdPermissions.OVERRIDE;
    }

    @Override
    protected String icon() {
        return "symbol-help";
    }

    @Override
    public String getDisplayName() {
        return "Gate of " + getModel();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @RequirePOST
    public HttpResponse doDecide(@QueryParameter String reason, @QueryParameter boolean approve) throws IOException {
        return decide((by, at) -> new GateOverride(getModel(), approve, by, at, reason).write(layout()));
    }
}
