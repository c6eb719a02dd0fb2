package io.jenkins.plugins.mlcd.jenkins;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every Jelly view is rendered. */
@WithJenkins
class PagesTest {

    @Test
    void everyViewIsRendered(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = Pipelines.job(jenkins, "job", "node {\n" + Pipelines.sweepAndRegister() + "}");
        jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setJavaScriptEnabled(false);
        for (String path : new String[] {"job/job/1/mlcd/", "job/job/mlcd/", "job/job/mlcd/compare?trials=1.digits.0", "ml-models/"}) {
            String page = client.goTo(path).getWebResponse().getContentAsString();
            assertTrue(page.contains("mlcd-page"), path);
        }
        assertTrue(client.goTo("manage/configure").getWebResponse().getContentAsString().contains("ML Continuous Delivery"));
        assertTrue(client.goTo("job/job/configure").getWebResponse().getContentAsString().contains("MlTrigger"));
    }
}
