package io.jenkins.plugins.mlcd.jenkins;

import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipelines whose trainers and evaluators are lines of shell, so that nothing but a Jenkins is needed. */
final class Pipelines {

    /** Trains by writing: the higher lr, the more accurate; the model is one file. */
    static final String TRAINER = "echo '[mlcd] {\"step\": 1, \"accuracy\": '$ML_PARAM_LR'}'; echo weights > \"$ML_MODEL_DIR/weights.txt\"";

    private Pipelines() {}

    static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** A sweep of two trials whose best one is registered as {@code digits}. */
    static String sweepAndRegister() {
        return "mlSweep(study: 'digits', metric: 'accuracy', maxTrialCount: 2, sampler: grid(), space: [lr: '0.5, 0.9']) {\n"
                + "    sh '''" + TRAINER + "'''\n"
                + "}\n"
                + "mlRegister(model: 'digits', study: 'digits')\n";
    }
}
