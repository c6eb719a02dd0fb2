package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRule;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRunner;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code command('python3 rule.py')}: see {@link CommandRule}. */
public final class CommandMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    /** Until the step says where. */
    private static final CommandRunner NOWHERE = (command, files) -> {
        throw new IOException("there is no agent to run it on");
    };

    private final String command;

    @DataBoundConstructor
    public CommandMonitorRule(String command) {
        this.command = command;
    }

    public String getCommand() {
        return command;
    }

    @Override
    protected Action usualAction() {
        return Action.ALERT;
    }

    @Override
    public Rule rule() {
        return new CommandRule(command, NOWHERE);
    }

    @Extension
    @Symbol("command")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Command: a rule in any language";
        }
    }
}
