package org.jvnet.hudson.test.junit.jupiter;

public class JenkinsSessionExtension implements org.junit.jupiter.api.extension.Extension {
    @FunctionalInterface
    public interface Step extends org.jvnet.hudson.test.fixtures.JenkinsSessionFixture.Step {}

    public void then(Step s) throws Throwable {}
}
