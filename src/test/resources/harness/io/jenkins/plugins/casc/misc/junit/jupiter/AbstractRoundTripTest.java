package io.jenkins.plugins.casc.misc.junit.jupiter;

public abstract class AbstractRoundTripTest {
    protected abstract void assertConfiguredAsExpected(org.jvnet.hudson.test.JenkinsRule j, String configContent);

    protected abstract String stringInLogExpected();
}
