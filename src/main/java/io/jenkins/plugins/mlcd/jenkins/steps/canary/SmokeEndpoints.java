package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import java.io.IOException;
import java.net.URI;

/** The URLs that the smoke test names, else those that the target tells. */
final class SmokeEndpoints implements RolloutSmoke.Endpoints {

    private final Target target;
    private final SmokeTest smoke;

    SmokeEndpoints(Target target, SmokeTest smoke) {
        this.target = target;
        this.smoke = smoke;
    }

    @Override
    public URI canary() throws IOException, InterruptedException {
        String named = smoke.getCanaryUrl();
        return named != null ? named("canaryUrl", named) : http("canaryUrl", target.canaryUrl().map(URI::toString).orElse(null));
    }

    @Override
    public URI production() throws IOException, InterruptedException {
        String named = smoke.getProductionUrl();
        return named != null ? named("productionUrl", named) : http("productionUrl", target.productionUrl().map(URI::toString).orElse(null));
    }

    /** The Jenkinsfile's own word, which the controller does not follow everywhere. */
    private static URI named(String parameter, String url) throws IOException {
        return MlcdConfiguration.get().outgoingUrls().require("smokeTest " + parameter, http(parameter, url));
    }

    private static URI http(String parameter, @CheckForNull String url) throws AbortException {
        if (url == null || !url.matches("https?://.+")) {
            throw new AbortException("mlCanary: smokeTest has no " + parameter + ": " + (url == null ? "the target does not tell one" : "'" + url + "' is no http URL"));
        }
        return URI.create(url);
    }
}
