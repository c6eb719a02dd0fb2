package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.target.TargetState;
import io.jenkins.plugins.mlcd.target.TargetState.DeployedModel;
import java.io.IOException;
import java.net.URI;

/** The URLs that the smoke test names, else those that a local target tells. */
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
        return named != null
                ? http("canaryUrl", named)
                : http("canaryUrl", state("canaryUrl").canary().flatMap(DeployedModel::url).orElse(null));
    }

    @Override
    public URI production() throws IOException, InterruptedException {
        String named = smoke.getProductionUrl();
        return http("productionUrl", named != null ? named : state("productionUrl").dataUrl());
    }

    private TargetState state(String parameter) throws IOException, InterruptedException {
        if (target instanceof LocalTarget local) {
            return local.client().state();
        }
        throw new AbortException("mlCanary: smokeTest needs " + parameter + " for the target '" + target.getName() + "'");
    }

    private static URI http(String parameter, @CheckForNull String url) throws AbortException {
        if (url == null || !url.matches("https?://.+")) {
            throw new AbortException("mlCanary: smokeTest has no " + parameter + ": " + (url == null ? "the target does not tell one" : "'" + url + "' is no http URL"));
        }
        return URI.create(url);
    }
}
