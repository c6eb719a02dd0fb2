package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookSender;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.sources.OutgoingUrls;
import io.jenkins.plugins.mlcd.webhook.Network;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** What an administrator configures once for the whole controller: the targets that models are delivered to, and the Prometheus servers that know how they do. */
@Extension
@Symbol("mlcd")
public final class MlcdConfiguration extends GlobalConfiguration {

    private List<Target> targets = new ArrayList<>();
    private List<PrometheusProvider> prometheusProviders = new ArrayList<>();

    private List<WebhookSender> webhookSources = new ArrayList<>();
    private List<String> trustedProxies = new ArrayList<>();
    private List<String> allowedUrls = new ArrayList<>();

    @CheckForNull
    private SensitivitySettings sensitivities;

    public MlcdConfiguration() {
        load();
    }

    public static MlcdConfiguration get() {
        return ExtensionList.lookupSingleton(MlcdConfiguration.class);
    }

    public List<Target> getTargets() {
        return List.copyOf(targets);
    }

    /** @throws IllegalArgumentException when two targets have the same name */
    @DataBoundSetter
    public void setTargets(@CheckForNull List<Target> targets) {
        List<Target> wanted = targets == null ? List.of() : targets;
        Set<String> names = new HashSet<>();
        for (Target target : wanted) {
            if (!names.add(target.getName())) {
                throw new IllegalArgumentException("two targets are named '" + target.getName() + "'; names must differ");
            }
        }
        this.targets = new ArrayList<>(wanted);
        save();
    }

    public Optional<Target> target(String name) {
        return targets.stream().filter(target -> target.getName().equals(name)).findFirst();
    }

    /** A configuration of an older version has none. */
    public List<PrometheusProvider> getPrometheusProviders() {
        return prometheusProviders == null ? List.of() : List.copyOf(prometheusProviders);
    }

    /** @throws IllegalArgumentException when two have the same name */
    @DataBoundSetter
    public void setPrometheusProviders(@CheckForNull List<PrometheusProvider> prometheusProviders) {
        List<PrometheusProvider> wanted = prometheusProviders == null ? List.of() : prometheusProviders;
        Set<String> names = new HashSet<>();
        for (PrometheusProvider provider : wanted) {
            if (!names.add(provider.getName())) {
                throw new IllegalArgumentException("two Prometheus servers are named '" + provider.getName() + "'; names must differ");
            }
        }
        this.prometheusProviders = new ArrayList<>(wanted);
        save();
    }

    public Optional<PrometheusProvider> prometheusProvider(String name) {
        return getPrometheusProviders().stream().filter(provider -> provider.getName().equals(name)).findFirst();
    }

    public List<WebhookSender> getWebhookSources() {
        return webhookSources == null ? List.of() : List.copyOf(webhookSources);
    }

    /** @throws IllegalArgumentException when two have the same name */
    @DataBoundSetter
    public void setWebhookSources(@CheckForNull List<WebhookSender> webhookSources) {
        List<WebhookSender> wanted = webhookSources == null ? List.of() : webhookSources;
        new WebhookSettings(wanted.stream().map(WebhookSender::toSource).toList(), List.of());
        this.webhookSources = new ArrayList<>(wanted);
        save();
    }

    public Optional<WebhookSender> webhookSource(String name) {
        return getWebhookSources().stream().filter(source -> source.getName().equals(name)).findFirst();
    }

    public List<String> getTrustedProxies() {
        return trustedProxies == null ? List.of() : List.copyOf(trustedProxies);
    }

    /** @throws IllegalArgumentException when one is neither an address nor a network; a page sends its lines as one text */
    @DataBoundSetter
    public void setTrustedProxies(@CheckForNull List<String> trustedProxies) {
        List<String> wanted = trustedProxies == null ? List.of()
                : trustedProxies.stream().flatMap(String::lines).map(String::strip).filter(line -> !line.isEmpty()).toList();
        wanted.forEach(Network::parse);
        this.trustedProxies = new ArrayList<>(wanted);
        save();
    }

    /** What the words high, medium and low mean; null where they mean the usual. */
    @CheckForNull
    public SensitivitySettings getSensitivities() {
        return sensitivities;
    }

    /** @throws IllegalArgumentException when they contradict each other */
    @DataBoundSetter
    public void setSensitivities(@CheckForNull SensitivitySettings sensitivities) {
        if (sensitivities != null) {
            sensitivities.toSensitivities();
        }
        this.sensitivities = sensitivities;
        save();
    }

    public Sensitivities sensitivities() {
        return sensitivities == null ? Sensitivities.STANDARD : sensitivities.toSensitivities();
    }

    public String getTrustedProxyLines() {
        return String.join("\n", getTrustedProxies());
    }

    /** URLs that Jenkinsfiles may name, one a line; empty for the default of {@link OutgoingUrls}. */
    public List<String> getAllowedUrls() {
        return allowedUrls == null ? List.of() : List.copyOf(allowedUrls);
    }

    /** @throws IllegalArgumentException when one is no URL; a page sends its lines as one text */
    @DataBoundSetter
    public void setAllowedUrls(@CheckForNull List<String> allowedUrls) {
        List<String> wanted = allowedUrls == null ? List.of()
                : allowedUrls.stream().flatMap(String::lines).map(String::strip).filter(line -> !line.isEmpty()).toList();
        OutgoingUrls.of(wanted);
        this.allowedUrls = new ArrayList<>(wanted);
        save();
    }

    public String getAllowedUrlLines() {
        return String.join("\n", getAllowedUrls());
    }

    public OutgoingUrls outgoingUrls() {
        return OutgoingUrls.of(getAllowedUrls());
    }

    /** Who may send webhooks, and through whom. */
    public WebhookSettings webhookSettings() {
        return new WebhookSettings(getWebhookSources().stream().map(WebhookSender::toSource).toList(), getTrustedProxies().stream().map(Network::parse).toList());
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        try {
            setTargets(newInstancesFromHeteroList(req, json, "targets", ExtensionList.lookup(TargetDescriptor.class)));
            setWebhookSources(req.bindJSONToList(WebhookSender.class, json.get("webhookSources")));
            setTrustedProxies(List.of(json.optString("trustedProxies")));
            setAllowedUrls(List.of(json.optString("allowedUrls")));
            setPrometheusProviders(req.bindJSONToList(PrometheusProvider.class, json.get("prometheusProviders")));
            JSONObject words = json.optJSONObject("sensitivities");
            setSensitivities(words == null || words.isNullObject() ? null : req.bindJSON(SensitivitySettings.class, words));
            return true;
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "targets");
        }
    }
}
