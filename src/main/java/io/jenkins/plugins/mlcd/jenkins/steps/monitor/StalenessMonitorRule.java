package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.StalenessRule;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code staleness(model: '30d')}: see {@link StalenessRule}. */
public final class StalenessMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String model;

    @CheckForNull
    private String data;

    @DataBoundConstructor
    public StalenessMonitorRule() {
        // Every setting is optional.
    }

    @CheckForNull
    public String getModel() {
        return model;
    }

    @DataBoundSetter
    public void setModel(@CheckForNull String model) {
        this.model = Util.fixEmptyAndTrim(model);
    }

    @CheckForNull
    public String getData() {
        return data;
    }

    @DataBoundSetter
    public void setData(@CheckForNull String data) {
        this.data = Util.fixEmptyAndTrim(data);
    }

    @Override
    protected Action usualAction() {
        return Action.RETRAIN;
    }

    @Override
    public Rule rule() {
        return new StalenessRule(duration("model", model), duration("data", data));
    }

    @Extension
    @Symbol("staleness")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Staleness: the model or its data is old";
        }
    }
}
