package io.jenkins.plugins.mlcd.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is stopped in mid-sweep goes on with the study where it was. */
class RestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void everyTrialIsToldOnce() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = Pipelines.job(jenkins, "job", "node {\n"
                    + "mlSweep(study: 's', metric: 'accuracy', maxTrialCount: 2, sampler: grid(), space: [lr: '0.5, 0.9']) {\n"
                    + "    sh '''" + Pipelines.TRAINER + "'''\n"
                    + "    semaphore('trial')\n"
                    + "}\n}");
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            SemaphoreStep.waitForStart("trial/1", build);
        });
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
            SemaphoreStep.success("trial/1", null);
            SemaphoreStep.waitForStart("trial/2", build);
            SemaphoreStep.success("trial/2", null);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
            Path study = build.getRootDir().toPath().resolve("mlcd/study-s.jsonl");
            List<String> lines = Files.readAllLines(study);
            assertEquals(2, lines.stream().filter(line -> line.contains("\"event\":\"told\"")).count());
            assertEquals(0, lines.stream().filter(line -> line.contains("\"event\":\"lost\"")).count());
        });
    }
}
