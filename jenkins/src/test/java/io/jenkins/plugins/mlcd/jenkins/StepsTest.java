package io.jenkins.plugins.mlcd.jenkins;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every step once in a Pipeline that a Jenkins runs, and the mistake of its user that it explains. */
@WithJenkins
class StepsTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void remember(JenkinsRule rule) {
        jenkins = rule;
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        WorkflowJob job = Pipelines.job(jenkins, "job", script);
        return jenkins.assertBuildStatus(expected, job.scheduleBuild2(0));
    }

    @Test
    void sweepsReportsAndRegisters() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "node {\n" + Pipelines.sweepAndRegister() + "}");
        jenkins.assertLogContains("best: trial 1", build);
        assertTrue(build.getArtifactManager().root().child("mlcd/study-digits.jsonl").exists());
        assertTrue(build.getArtifactManager().root().child("mlcd/models/digits-1/weights.txt").exists());
    }

    @Test
    void reportsByAStep() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "node {\n"
                + "mlSweep(study: 's', metric: 'loss', direction: 'minimize', maxTrialCount: 2, space: [lr: '0.1, 0.2']) {\n"
                + "    mlReport(metric: 'loss', value: env.ML_PARAM_LR as double, step: 1)\n"
                + "}\n}");
        jenkins.assertLogContains("complete: loss 0.1", build);
    }

    @Test
    void validatesAndPromotesAndRollsBack() throws Exception {
        String validate = "mlValidate(model: 'digits', checks: ['accuracy >= 0.9'], benchmarks: [benchmark(name: 'held-out',"
                + " command: '''echo '{\"accuracy\": 0.95}' > \"$ML_METRICS_FILE\"''')])\n";
        WorkflowJob job = Pipelines.job(jenkins, "job", "node {\n" + Pipelines.sweepAndRegister() + validate + "mlPromote(model: 'digits', reason: 'better')\n}");
        jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
        WorkflowRun second = jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
        jenkins.assertLogContains("digits:2", second);

        job.setDefinition(new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition("mlRollback(model: 'digits', reason: 'worse after all')", true));
        WorkflowRun back = jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
        jenkins.assertLogContains("digits:1", back);
    }

    @Test
    void failsTheBuildOfAModelThatBreaksAcheck() throws Exception {
        WorkflowRun build = run(Result.FAILURE, "node {\n" + Pipelines.sweepAndRegister()
                + "mlValidate(model: 'digits', checks: ['accuracy >= 0.99'], benchmarks: [benchmark(name: 'b', command: '''echo '{\"accuracy\": 0.5}' > \"$ML_METRICS_FILE\"''')])\n}");
        jenkins.assertLogContains("FAIL", build);
    }

    @Test
    void givesADataSetAVersion() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "node {\n"
                + "writeFile(file: 'data/train/data.csv', text: 'label,x0\\na,0.1\\nb,0.2\\n')\n"
                + "mlDataset(name: 'small', path: 'data')\n}");
        jenkins.assertLogContains("data set small: 2 samples", build);
    }

    @Test
    void explainsTheMistakesOfItsUsers() throws Exception {
        jenkins.assertLogContains("nowhere", run(Result.FAILURE, "mlCanary(model: 'digits:1', target: 'nowhere')"));
    }

    @Test
    void explainsATargetThatThereIsNotToAWatch() throws Exception {
        jenkins.assertLogContains("nowhere", run(Result.FAILURE, "mlMonitorGate(model: 'digits:1', target: 'nowhere', rules: [drift()])"));
    }
}
