package io.jenkins.plugins.mlcd.embedded.steps;

import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** All stock steps. */
public final class StockSteps {

    private StockSteps() {}

    public static List<StepDescriptor> all() {
        return List.of(
                new ArchiveArtifactsStep.DescriptorImpl(), new CatchErrorStep.DescriptorImpl(), new CheckoutStep.DescriptorImpl(),
                new CleanWsStep.DescriptorImpl(), new DeleteDirStep.DescriptorImpl(), new DirStep.DescriptorImpl(),
                new EchoStep.DescriptorImpl(), new ErrorStep.DescriptorImpl(), new FileExistsStep.DescriptorImpl(),
                new IsUnixStep.DescriptorImpl(), new JUnitStep.DescriptorImpl(), new MailStep.DescriptorImpl(),
                new NodeStep.DescriptorImpl(), new ParallelStep.DescriptorImpl(), new PropertiesStep.DescriptorImpl(),
                new PwdStep.DescriptorImpl(), new ReadFileStep.DescriptorImpl(), new ReadJsonStep.DescriptorImpl(),
                new RetryStep.DescriptorImpl(), new ScriptStep.DescriptorImpl(), new ShStep.DescriptorImpl(),
                new SleepStep.DescriptorImpl(), new StageStep.DescriptorImpl(), new StashStep.DescriptorImpl(),
                new TimeoutStep.DescriptorImpl(), new TimestampsStep.DescriptorImpl(), new UnstableStep.DescriptorImpl(),
                new UnstashStep.DescriptorImpl(), new WaitUntilStep.DescriptorImpl(), new WarnErrorStep.DescriptorImpl(),
                new WithEnvStep.DescriptorImpl(), new WriteFileStep.DescriptorImpl(), new WriteJsonStep.DescriptorImpl(),
                new WsStep.DescriptorImpl());
    }
}
