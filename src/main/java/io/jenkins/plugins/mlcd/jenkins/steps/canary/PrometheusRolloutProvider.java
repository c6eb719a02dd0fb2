package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.PrometheusCredentials;
import io.jenkins.plugins.mlcd.jenkins.config.PrometheusProvider;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.prometheus.CustomFigures.Observation;
import io.jenkins.plugins.mlcd.prometheus.CustomFigures;
import io.jenkins.plugins.mlcd.prometheus.IstioMetrics;
import io.jenkins.plugins.mlcd.prometheus.MetricSource;
import io.jenkins.plugins.mlcd.prometheus.PrometheusClient;
import io.jenkins.plugins.mlcd.prometheus.PrometheusMetricProvider;
import io.jenkins.plugins.mlcd.prometheus.PrometheusServer;
import io.jenkins.plugins.mlcd.prometheus.QueryTemplate;
import io.jenkins.plugins.mlcd.prometheus.ServeMetrics;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code prometheus(...)}: see {@link PrometheusMetricProvider}. */
public final class PrometheusRolloutProvider extends RolloutProvider {

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String name;

    @CheckForNull
    private String url;

    @CheckForNull
    private String credentialsId;

    private String source = "serve";

    @CheckForNull
    private String matchers;

    private Map<String, String> variables = new LinkedHashMap<>();
    private Map<String, String> gauges = new LinkedHashMap<>();
    private Map<String, Map<String, String>> observations = new LinkedHashMap<>();

    @DataBoundConstructor
    public PrometheusRolloutProvider() {
        // Everything has a default: the one server that is configured, and the metrics of mlcd serve.
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(@CheckForNull String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    @CheckForNull
    public String getUrl() {
        return url;
    }

    /** @throws IllegalArgumentException when it is no URL of a server */
    @DataBoundSetter
    public void setUrl(@CheckForNull String url) {
        this.url = Util.fixEmptyAndTrim(url);
        if (this.url != null) {
            PrometheusServer.at(this.url);
        }
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public String getSource() {
        return source;
    }

    /** @throws IllegalArgumentException when it is neither serve nor istio */
    @DataBoundSetter
    public void setSource(String source) {
        if (!Set.of("serve", "istio").contains(source)) {
            throw new IllegalArgumentException("prometheus: source '" + source + "' is neither serve nor istio");
        }
        this.source = source;
    }

    @CheckForNull
    public String getMatchers() {
        return matchers;
    }

    @DataBoundSetter
    public void setMatchers(@CheckForNull String matchers) {
        this.matchers = Util.fixEmptyAndTrim(matchers);
        metrics();
    }

    public Map<String, String> getVariables() {
        return variables;
    }

    @DataBoundSetter
    public void setVariables(@CheckForNull Map<String, String> variables) {
        this.variables = variables == null ? new LinkedHashMap<>() : new LinkedHashMap<>(variables);
    }

    public Map<String, String> getGauges() {
        return gauges;
    }

    @DataBoundSetter
    public void setGauges(@CheckForNull Map<String, String> gauges) {
        Map<String, String> wanted = gauges == null ? new LinkedHashMap<>() : new LinkedHashMap<>(gauges);
        custom(wanted, observations);
        this.gauges = wanted;
    }

    public Map<String, Map<String, String>> getObservations() {
        return observations;
    }

    @DataBoundSetter
    public void setObservations(@CheckForNull Map<String, Map<String, String>> observations) {
        Map<String, Map<String, String>> wanted = observations == null ? new LinkedHashMap<>() : new LinkedHashMap<>(observations);
        custom(gauges, wanted);
        this.observations = wanted;
    }

    @Override
    public List<String> customMetrics() {
        return Stream.concat(gauges.keySet().stream(), observations.keySet().stream()).toList();
    }

    private MetricSource metrics() {
        if (source.equals("istio")) {
            return IstioMetrics.matching(matchers == null ? IstioMetrics.BY_WORKLOAD : matchers);
        }
        return ServeMetrics.matching(Util.fixNull(matchers));
    }

    private static CustomFigures custom(Map<String, String> gauges, Map<String, Map<String, String>> observations) {
        Map<String, QueryTemplate> momentary = new HashMap<>();
        gauges.forEach((figure, query) -> momentary.put(figure, new QueryTemplate(query)));
        Map<String, Observation> observed = new HashMap<>();
        observations.forEach((figure, selectors) -> observed.put(figure, observation(figure, selectors)));
        return new CustomFigures(momentary, observed);
    }

    private static Observation observation(String figure, Map<String, String> selectors) {
        if (!Set.of("count", "sum", "squares").containsAll(selectors.keySet()) || !selectors.keySet().containsAll(Set.of("count", "sum"))) {
            throw new IllegalArgumentException("prometheus: the observation '" + figure + "' needs count and sum, and may have squares, but has " + selectors.keySet());
        }
        return new Observation(
                new QueryTemplate(selectors.get("count")),
                new QueryTemplate(selectors.get("sum")),
                Optional.ofNullable(selectors.get("squares")).map(QueryTemplate::new));
    }

    /** As part of a configured target, whose credentials are the controller's. */
    @Override
    public MetricProvider provider(Target target) {
        if (url == null) {
            return provider(target, configured());
        }
        PrometheusServer server = PrometheusServer.at(url);
        return provider(target, new PrometheusClient(
                credentialsId == null ? server : server.withAuthorization(() -> Optional.of(PrometheusCredentials.ofController(credentialsId)))));
    }

    /** As part of a Jenkinsfile, which gets only what its build may use. */
    @Override
    public MetricProvider provider(Target target, Run<?, ?> run) {
        if (url != null) {
            requireAllowed(url);
        }
        if (url == null || credentialsId == null) {
            return provider(target);
        }
        PrometheusCredentials.of(credentialsId, run);
        return provider(target, new PrometheusClient(
                PrometheusServer.at(url).withAuthorization(() -> Optional.of(PrometheusCredentials.of(credentialsId, run)))));
    }

    private static void requireAllowed(String url) {
        try {
            MlcdConfiguration.get().outgoingUrls().require("prometheus url", PrometheusServer.at(url).url());
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private MetricProvider provider(Target target, PrometheusClient client) {
        return new PrometheusMetricProvider(client, metrics(), custom(gauges, observations), variables(target, "canary"), variables(target, "stable"));
    }

    /** What the Jenkinsfile says wins over what the target knows. */
    private Map<String, String> variables(Target target, String role) {
        Map<String, String> all = new LinkedHashMap<>(target.queryVariables(role));
        all.put("target", target.getName());
        all.putAll(variables);
        return all;
    }

    private PrometheusClient configured() {
        if (credentialsId != null) {
            throw new IllegalArgumentException("prometheus: credentialsId belongs to a url; a configured server has its own");
        }
        MlcdConfiguration configuration = MlcdConfiguration.get();
        List<PrometheusProvider> all = configuration.getPrometheusProviders();
        if (name == null && all.size() == 1) {
            return all.get(0).client();
        }
        List<String> names = all.stream().map(PrometheusProvider::getName).toList();
        if (name == null) {
            throw new IllegalArgumentException("prometheus: write url or name; configured are the servers " + names);
        }
        return configuration.prometheusProvider(name)
                .orElseThrow(() -> new IllegalArgumentException("prometheus: no server '" + name + "' is configured; there are " + names))
                .client();
    }

    @Extension
    @Symbol("prometheus")
    public static final class DescriptorImpl extends Descriptor<RolloutProvider> {

        @Override
        public String getDisplayName() {
            return "Prometheus";
        }
    }
}
