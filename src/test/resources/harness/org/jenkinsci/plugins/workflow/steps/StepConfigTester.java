package org.jenkinsci.plugins.workflow.steps;

public final class StepConfigTester {
    public StepConfigTester(org.jvnet.hudson.test.JenkinsRule rule) {}

    public <S extends Step> S configRoundTrip(S before) throws Exception {
        return before;
    }
}
