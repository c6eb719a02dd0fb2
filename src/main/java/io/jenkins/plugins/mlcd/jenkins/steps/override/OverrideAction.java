package io.jenkins.plugins.mlcd.jenkins.steps.override;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.mlcd.loop.GateOverride;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** On the page of a build whose gate did not pass: a form in which a person with the permission decides, with a reason. */
public final class OverrideAction implements RunAction2 {

    static final String URL = "mlcd-override";

    private static final int BAD_REQUEST = 400;

    private final String model;
    private final String summary;

    private transient Run<?, ?> run;

    /** @param summary what the gate decided, in one sentence */
    OverrideAction(Run<?, ?> run, String model, String summary) {
        this.run = run;
        this.model = model;
        this.summary = summary;
    }

    public String getModel() {
        return model;
    }

    public String getSummary() {
        return summary;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** What was decided; null as long as nothing was. */
    @CheckForNull
    public GateOverride getDecision() throws IOException {
        return GateOverride.read(layout(), model).orElse(null);
    }

    public boolean isAllowed() {
        return run.hasPermission(MlcdPermissions.OVERRIDE);
    }

    /** Null, which hides the link, for those who may not decide. */
    @CheckForNull
    @Override
    public String getIconFileName() {
        return isAllowed() ? "symbol-help" : null;
    }

    @Override
    public String getDisplayName() {
        return "Gate of " + model;
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

    /** Records the decision; the step that waits for it sees it within seconds. */
    @RequirePOST
    public HttpResponse doDecide(@QueryParameter String reason, @QueryParameter boolean approve) throws IOException {
        run.checkPermission(MlcdPermissions.OVERRIDE);
        User user = User.current();
        String by = user == null ? "anonymous" : user.getId();
        try {
            new GateOverride(model, approve, by, Instant.now().truncatedTo(ChronoUnit.MILLIS), reason).write(layout());
        } catch (IllegalArgumentException e) {
            throw HttpResponses.errorWithoutStack(BAD_REQUEST, e.getMessage());
        }
        return HttpResponses.redirectToDot();
    }

    private BuildLayout layout() {
        return new BuildLayout(run.getRootDir().toPath());
    }
}
