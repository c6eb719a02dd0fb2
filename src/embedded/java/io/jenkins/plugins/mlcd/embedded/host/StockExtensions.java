package io.jenkins.plugins.mlcd.embedded.host;

import hudson.model.BuildableItem;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.JobPropertyDescriptor;
import hudson.model.ParameterDefinition.ParameterDescriptor;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import hudson.triggers.TimerTrigger;
import hudson.triggers.TriggerDescriptor;
import java.util.List;
import jenkins.model.GlobalConfigurationCategory;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty;

/** The extensions that are Jenkins' own: descriptors and configuration of what the slice has. */
final class StockExtensions {

    private StockExtensions() {
    }

    static List<Object> all() {
        return List.of(new SymbolLookup(), new GlobalConfigurationCategory.Unclassified(), new JenkinsLocationConfiguration(),
                new PipelineJob(), new Cron(), new StringParameter(), new Parameters(), new PipelineTriggers());
    }

    private static final class PipelineJob extends TopLevelItemDescriptor {

        PipelineJob() {
            super(WorkflowJob.class);
        }

        @Override
        public String getDisplayName() {
            return "Pipeline";
        }

        @Override
        public TopLevelItem newInstance(ItemGroup parent, String name) {
            return new WorkflowJob(parent, name);
        }
    }

    @Symbol("cron")
    private static final class Cron extends TriggerDescriptor {

        Cron() {
            super(TimerTrigger.class);
        }

        @Override
        public boolean isApplicable(Item item) {
            return item instanceof BuildableItem;
        }

        @Override
        public String getDisplayName() {
            return "Build periodically";
        }
    }

    @Symbol({"string", "stringParam"})
    private static final class StringParameter extends ParameterDescriptor {

        StringParameter() {
            super(StringParameterDefinition.class);
        }

        @Override
        public String getDisplayName() {
            return "String Parameter";
        }
    }

    @Symbol("parameters")
    private static final class Parameters extends JobPropertyDescriptor {

        Parameters() {
            super(ParametersDefinitionProperty.class);
        }

        @Override
        public String getDisplayName() {
            return "This project is parameterized";
        }
    }

    @Symbol("pipelineTriggers")
    private static final class PipelineTriggers extends JobPropertyDescriptor {

        PipelineTriggers() {
            super(PipelineTriggersJobProperty.class);
        }

        @Override
        public String getDisplayName() {
            return "Build triggers";
        }
    }
}
