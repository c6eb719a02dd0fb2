package io.jenkins.plugins.mlcd.jenkins.webhook;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.jenkins.config.CredentialLookup;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Kind;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Scheme;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Somebody who may send webhooks, as an administrator configures it. */
public final class WebhookSender implements Describable<WebhookSender>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String kind;
    private String scheme = Scheme.BEARER.word();

    @CheckForNull
    private String credentialsId;

    @CheckForNull
    private String previousCredentialsId;

    private int ratePerSecond = WebhookSource.DEFAULT_RATE;

    @CheckForNull
    private String alertmanagerUrl;

    /** @throws IllegalArgumentException when the name is none, or there is no such kind */
    @DataBoundConstructor
    public WebhookSender(String name, String kind) {
        this.name = BuildLayout.requireName("webhook source", name);
        this.kind = Kind.of(kind).word();
    }

    public String getName() {
        return name;
    }

    public String getKind() {
        return kind;
    }

    public String getScheme() {
        return scheme;
    }

    @DataBoundSetter
    public void setScheme(@CheckForNull String scheme) {
        String word = Util.fixEmptyAndTrim(scheme);
        this.scheme = word == null ? Scheme.BEARER.word() : Scheme.of(word).word();
    }

    /** Id of a secret text of Jenkins itself; without one nothing is accepted. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Id of the secret text that senders have not all left yet; it is accepted as well. */
    @CheckForNull
    public String getPreviousCredentialsId() {
        return previousCredentialsId;
    }

    @DataBoundSetter
    public void setPreviousCredentialsId(@CheckForNull String previousCredentialsId) {
        this.previousCredentialsId = Util.fixEmptyAndTrim(previousCredentialsId);
    }

    public int getRatePerSecond() {
        return ratePerSecond;
    }

    @DataBoundSetter
    public void setRatePerSecond(int ratePerSecond) {
        this.ratePerSecond = ratePerSecond == 0 ? WebhookSource.DEFAULT_RATE : ratePerSecond;
        toSource();
    }

    @CheckForNull
    public String getAlertmanagerUrl() {
        return alertmanagerUrl;
    }

    /** @throws IllegalArgumentException when it is no http or https URL */
    @DataBoundSetter
    public void setAlertmanagerUrl(@CheckForNull String alertmanagerUrl) {
        this.alertmanagerUrl = Util.fixEmptyAndTrim(alertmanagerUrl);
        alertmanager();
    }

    /** Where to ask whether an alert still fires. */
    public Optional<URI> alertmanager() {
        if (alertmanagerUrl == null) {
            return Optional.empty();
        }
        if (!alertmanagerUrl.matches("https?://[^\\s/?#][^\\s?#]*")) {
            throw new IllegalArgumentException("alertmanagerUrl '" + alertmanagerUrl + "' must be an http or https URL without query");
        }
        return Optional.of(URI.create(alertmanagerUrl));
    }

    /** The credentials are looked up at each request, so that a changed secret counts at once. */
    public WebhookSource toSource() {
        return new WebhookSource(name, Kind.of(kind), Scheme.of(scheme), this::secrets, ratePerSecond, alertmanager());
    }

    private List<String> secrets() {
        return Stream.of(credentialsId, previousCredentialsId).flatMap(id -> CredentialLookup.text(id, null).stream()).toList();
    }

    @Override
    public DescriptorImpl getDescriptor() {
        return (DescriptorImpl) Describable.super.getDescriptor();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<WebhookSender> {

        @Override
        public String getDisplayName() {
            return "Webhook source";
        }

        @POST
        public ListBoxModel doFillKindItems() {
            ListBoxModel items = new ListBoxModel();
            for (Kind kind : Kind.values()) {
                items.add(kind.word());
            }
            return items;
        }

        @POST
        public ListBoxModel doFillSchemeItems() {
            ListBoxModel items = new ListBoxModel();
            for (Scheme scheme : Scheme.values()) {
                items.add(scheme.word());
            }
            return items;
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return check(() -> BuildLayout.requireName("webhook source", value));
        }

        @POST
        public FormValidation doCheckAlertmanagerUrl(@QueryParameter String value) {
            return check(() -> new WebhookSender("check", Kind.ALERTMANAGER.word()).setAlertmanagerUrl(value));
        }

        private static FormValidation check(Runnable rule) {
            try {
                rule.run();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
