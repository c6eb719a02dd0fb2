package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.CustomRule;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code custom('error_share <= 1%')}: see {@link CustomRule}. */
public final class CustomMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private final String expression;

    @DataBoundConstructor
    public CustomMonitorRule(String expression) {
        this.expression = expression;
    }

    public String getExpression() {
        return expression;
    }

    @Override
    protected Action usualAction() {
        return Action.ALERT;
    }

    @Override
    public Rule rule() {
        return new CustomRule(expression);
    }

    @Extension
    @Symbol("custom")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Custom: an expression over the figures of a window";
        }
    }
}
