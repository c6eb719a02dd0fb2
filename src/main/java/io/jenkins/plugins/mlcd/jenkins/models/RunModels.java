package io.jenkins.plugins.mlcd.jenkins.models;

import hudson.model.Api;
import hudson.model.InvisibleAction;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The model versions that a build registered, for the remote API: {@code job/<name>/<build>/ml-registry/api/json}. */
@ExportedBean
public final class RunModels extends InvisibleAction implements StaplerProxy {

    private final Run<?, ?> run;

    RunModels(Run<?, ?> run) {
        this.run = run;
    }

    /** Whoever may not read the job sees nothing of its models. */
    @Override
    public Object getTarget() {
        run.getParent().checkPermission(Item.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** As {@code mlcd registry show --json} prints each: with its history and with what made it. */
    @Exported
    public List<Map<String, Object>> getVersions() throws IOException {
        RegistryView view = RegistryView.of(run.getParent().getRootDir().toPath());
        List<Map<String, Object>> versions = new ArrayList<>();
        for (ModelVersion version : view.state().ofBuild(run.getNumber())) {
            versions.add(JobModels.plain(view.version(version)));
        }
        return versions;
    }

    @Override
    public String getUrlName() {
        return JobModels.URL;
    }
}
