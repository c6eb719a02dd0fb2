package io.jenkins.plugins.mlcd.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Item;
import hudson.model.Result;
import java.net.HttpURLConnection;
import java.net.URL;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who sees a job sees its pages, nobody else does, and only an administrator makes the controller ask a URL. */
@WithJenkins
class PermissionsTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void secure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        WorkflowJob job = Pipelines.job(rule, "job", "node {\n" + Pipelines.sweepAndRegister() + "}");
        rule.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER).everywhere().to("admin")
                .grant(Jenkins.READ, Item.READ).everywhere().to("reader")
                .grant(Jenkins.READ).everywhere().to("visitor"));
    }

    private int get(String path, String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        if (user != null) {
            client.login(user);
        }
        return client.getPage(new URL(jenkins.getURL(), path)).getWebResponse().getStatusCode();
    }

    @Test
    void pagesAreForThoseWhoMayReadTheJob() throws Exception {
        for (String path : new String[] {"job/job/1/mlcd/", "job/job/1/mlcd/overview", "job/job/mlcd/", "job/job/mlcd/trials"}) {
            assertEquals(HttpURLConnection.HTTP_OK, get(path, "reader"), path);
            assertEquals(HttpURLConnection.HTTP_NOT_FOUND, get(path, "visitor"), path);
            assertEquals(HttpURLConnection.HTTP_FORBIDDEN, get(path, null), path);
        }
    }

    @Test
    void theModelsPageIsForThoseWhoMayReadJenkins() throws Exception {
        assertEquals(HttpURLConnection.HTTP_OK, get("ml-models/", "visitor"));
        assertEquals(HttpURLConnection.HTTP_FORBIDDEN, get("ml-models/", null));
    }

    @Test
    void testingAConnectionIsForAdministratorsAndByPost() throws Exception {
        String path = "descriptor/io.jenkins.plugins.mlcd.jenkins.config.LocalTarget/testConnection?name=x&adminUrl=http://127.0.0.1:9";
        assertEquals(HttpURLConnection.HTTP_BAD_METHOD, get(path, "admin"));
    }

    @Test
    void aWebhookNeedsNoLoginButASecret() throws Exception {
        assertEquals(HttpURLConnection.HTTP_BAD_METHOD, get("mlcd/webhook/alertmanager", null));
    }
}
