package io.jenkins.plugins.mlcd.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.PrometheusProvider;
import io.jenkins.plugins.mlcd.jenkins.labels.MlLabelsStep;
import io.jenkins.plugins.mlcd.jenkins.steps.MlCanaryStep;
import io.jenkins.plugins.mlcd.jenkins.steps.MlReportStep;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepStep;
import io.jenkins.plugins.mlcd.jenkins.steps.MlValidateStep;
import io.jenkins.plugins.mlcd.jenkins.steps.dataset.MlDatasetStep;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.MlMonitorGateStep;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlPromoteStep;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlRegisterStep;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlRollbackStep;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookSender;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a form is given comes back from it, and the Snippet Generator writes what a Pipeline reads. */
@WithJenkins
class RoundTripsTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void remember(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void stepsComeBackFromTheirForms() throws Exception {
        StepConfigTester forms = new StepConfigTester(jenkins);
        MlSweepStep sweep = new MlSweepStep("digits");
        sweep.setMetric("accuracy");
        sweep.setMaxTrialCount(40);
        MlSweepStep again = forms.configRoundTrip(sweep);
        assertEquals("digits", again.getStudy());
        assertEquals("accuracy", again.getMetric());
        assertEquals(40, again.getMaxTrialCount());

        MlReportStep report = forms.configRoundTrip(new MlReportStep("loss", 0.25));
        assertEquals("loss", report.getMetric());
        assertEquals(0.25, report.getValue());

        MlValidateStep validate = new MlValidateStep("digits");
        validate.setChecks(List.of("accuracy >= 0.97", "model_bytes <= 5MB"));
        assertEquals(validate.getChecks(), forms.configRoundTrip(validate).getChecks());

        MlCanaryStep canary = new MlCanaryStep("digits", "production");
        canary.setInterval("2m");
        assertEquals("2m", forms.configRoundTrip(canary).getInterval());

        assertEquals("production", forms.configRoundTrip(new MlMonitorGateStep("digits", "production")).getTarget());
        assertEquals("data", forms.configRoundTrip(new MlDatasetStep("digits", "data")).getPath());
        MlLabelsStep labels = labels();
        assertEquals(2, forms.configRoundTrip(labels).getAgreement());
        assertEquals("7d", forms.configRoundTrip(labels).getWithin());
        assertEquals("digits", forms.configRoundTrip(new MlRegisterStep("digits")).getModel());
        assertEquals("digits:3", forms.configRoundTrip(new MlPromoteStep("digits:3")).getModel());
        assertEquals("digits", forms.configRoundTrip(new MlRollbackStep("digits")).getModel());
    }

    private static MlLabelsStep labels() {
        MlLabelsStep labels = new MlLabelsStep("digits");
        labels.setTarget("production");
        labels.setAgreement(2);
        labels.setWithin("7d");
        return labels;
    }

    @Test
    void snippetsAreRead() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        snippets.assertRoundTrip(new MlReportStep("loss", 0.25), "mlReport metric: 'loss', value: 0.25");
        snippets.assertRoundTrip(new MlDatasetStep("digits", "data"), "mlDataset name: 'digits', path: 'data'");
        snippets.assertRoundTrip(labels(), "mlLabels agreement: 2, model: 'digits', target: 'production', within: '7d'");
        snippets.assertRoundTrip(new MlPromoteStep("digits:3"), "mlPromote 'digits:3'");
        MlValidateStep validate = new MlValidateStep("digits");
        validate.setChecks(List.of("accuracy >= 0.97"));
        snippets.assertRoundTrip(validate, "mlValidate checks: ['accuracy >= 0.97'], model: 'digits'");
    }

    @Test
    void documentationIsMadeOfEveryStep() throws Exception {
        for (Class<? extends hudson.model.Describable> none : List.<Class<? extends hudson.model.Describable>>of(LocalTarget.class, WebhookSender.class, PrometheusProvider.class)) {
            SnippetizerTester.assertDocGeneration(none);
        }
    }

    @Test
    void theGlobalConfigurationComesBackFromItsPage() throws Exception {
        MlcdConfiguration configuration = MlcdConfiguration.get();
        LocalTarget target = new LocalTarget("production", "http://127.0.0.1:8101");
        target.setTokenFile("/var/lib/mlcd/admin.token");
        configuration.setTargets(List.of(target));
        WebhookSender sender = new WebhookSender("alerts", "alertmanager");
        sender.setCredentialsId("alertmanager-token");
        configuration.setWebhookSources(List.of(sender));
        configuration.setTrustedProxies(List.of("10.0.0.0/8"));
        configuration.setAllowedUrls(List.of("https://prometheus.example.org/", "http://canary.ml:8080"));

        jenkins.configRoundtrip();

        LocalTarget again = (LocalTarget) configuration.target("production").orElseThrow();
        assertEquals("http://127.0.0.1:8101", again.getAdminUrl());
        assertEquals("/var/lib/mlcd/admin.token", again.getTokenFile());
        assertEquals("alertmanager-token", configuration.webhookSource("alerts").orElseThrow().getCredentialsId());
        assertEquals(List.of("10.0.0.0/8"), configuration.getTrustedProxies());
        assertEquals(List.of("https://prometheus.example.org/", "http://canary.ml:8080"), configuration.getAllowedUrls());
    }
}
