package org.jenkinsci.plugins.workflow.cps;

public class SnippetizerTester {
    public SnippetizerTester(org.jvnet.hudson.test.JenkinsRule r) {}

    public void assertRoundTrip(org.jenkinsci.plugins.workflow.steps.Step step, String expected) throws Exception {}

    public static void assertDocGeneration(Class<? extends hudson.model.Describable> describableClass) throws Exception {}
}
