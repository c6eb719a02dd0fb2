package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.validate.Check;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code smokeTest(data, requests, checks)}: requests with known answers, sent to the canary before it takes traffic and to production after the promotion. */
public final class SmokeTest implements Describable<SmokeTest>, Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MOST_REQUESTS = 10_000;
    private static final String FAILURES = "failures";

    private final String data;
    private int requests = 100;
    private List<String> checks = new ArrayList<>();

    @CheckForNull
    private String canaryUrl;

    @CheckForNull
    private String productionUrl;

    @DataBoundConstructor
    public SmokeTest(String data) {
        this.data = data;
    }

    public String getData() {
        return data;
    }

    public int getRequests() {
        return requests;
    }

    @DataBoundSetter
    public void setRequests(int requests) {
        this.requests = requests;
    }

    public List<String> getChecks() {
        return new ArrayList<>(checks);
    }

    @DataBoundSetter
    public void setChecks(@CheckForNull List<String> checks) {
        this.checks = checks == null ? new ArrayList<>() : new ArrayList<>(checks);
    }

    @CheckForNull
    public String getCanaryUrl() {
        return canaryUrl;
    }

    @DataBoundSetter
    public void setCanaryUrl(@CheckForNull String canaryUrl) {
        this.canaryUrl = Util.fixEmptyAndTrim(canaryUrl);
    }

    @CheckForNull
    public String getProductionUrl() {
        return productionUrl;
    }

    @DataBoundSetter
    public void setProductionUrl(@CheckForNull String productionUrl) {
        this.productionUrl = Util.fixEmptyAndTrim(productionUrl);
    }

    /**
     * The checks with the one that is always there: every request is answered.
     *
     * @throws IllegalArgumentException when a parameter or check is none
     */
    public List<Check> parsed() {
        if (Util.fixEmptyAndTrim(data) == null) {
            throw new IllegalArgumentException("smokeTest needs data: a part of a data set in the workspace");
        }
        if (requests < 1 || requests > MOST_REQUESTS) {
            throw new IllegalArgumentException("requests must be 1 to " + MOST_REQUESTS + ", but is " + requests);
        }
        List<Check> parsed = new ArrayList<>(checks.stream().map(Check::parse).toList());
        if (parsed.stream().noneMatch(check -> check.rule().metric().name().equals(FAILURES))) {
            parsed.add(Check.parse(FAILURES + " <= 0"));
        }
        return parsed;
    }

    @Extension
    @Symbol("smokeTest")
    public static final class DescriptorImpl extends Descriptor<SmokeTest> {

        @Override
        public String getDisplayName() {
            return "Smoke test";
        }
    }
}
