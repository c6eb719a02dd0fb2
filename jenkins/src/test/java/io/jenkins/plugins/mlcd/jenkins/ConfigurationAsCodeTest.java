package io.jenkins.plugins.mlcd.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.casc.misc.junit.jupiter.AbstractRoundTripTest;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Configuration as code is applied, exported, and still there after a restart. */
@WithJenkins
class ConfigurationAsCodeTest extends AbstractRoundTripTest {

    @Override
    protected void assertConfiguredAsExpected(JenkinsRule jenkins, String content) {
        MlcdConfiguration mlcd = MlcdConfiguration.get();
        assertEquals("http://127.0.0.1:8101", ((LocalTarget) mlcd.target("production").orElseThrow()).getAdminUrl());
        assertEquals("https://prometheus.example.org", mlcd.prometheusProvider("cluster").orElseThrow().getUrl());
        assertEquals("alertmanager-token", mlcd.webhookSource("alerts").orElseThrow().getCredentialsId());
    }

    @Override
    protected String stringInLogExpected() {
        return "Setting class io.jenkins.plugins.mlcd.jenkins.config.LocalTarget.name = production";
    }
}
