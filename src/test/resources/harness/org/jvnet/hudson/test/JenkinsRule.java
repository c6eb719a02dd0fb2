package org.jvnet.hudson.test;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import java.io.IOException;
import java.net.URL;
import java.util.concurrent.Future;
import jenkins.model.Jenkins;

public class JenkinsRule {
    public Jenkins jenkins;

    public <T extends TopLevelItem> T createProject(Class<T> type, String name) throws IOException {
        return null;
    }

    public <R extends Run> R assertBuildStatus(Result status, R r) throws Exception {
        return null;
    }

    public <R extends Run> R assertBuildStatus(Result status, Future<? extends R> r) throws Exception {
        return null;
    }

    public void assertLogContains(String substring, Run run) throws IOException {}

    public <R extends Run<?, ?>> R waitForCompletion(R r) throws InterruptedException {
        return r;
    }

    public void configRoundtrip() throws Exception {}

    public DummySecurityRealm createDummySecurityRealm() {
        return null;
    }

    public URL getURL() throws IOException {
        return null;
    }

    public WebClient createWebClient() {
        return null;
    }

    public static class DummySecurityRealm extends hudson.security.SecurityRealm {}

    public class WebClient extends org.htmlunit.WebClient {
        public WebClient login(String username) throws Exception {
            return this;
        }

        public WebClient withThrowExceptionOnFailingStatusCode(boolean enabled) {
            return this;
        }

        public org.htmlunit.html.HtmlPage goTo(String relative) throws IOException, org.xml.sax.SAXException {
            return null;
        }
    }
}
