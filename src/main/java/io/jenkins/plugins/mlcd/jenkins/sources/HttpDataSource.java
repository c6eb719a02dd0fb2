package io.jenkins.plugins.mlcd.jenkins.sources;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.mlcd.jenkins.config.CredentialLookup;
import io.jenkins.plugins.mlcd.sources.HttpSource;
import io.jenkins.plugins.mlcd.sources.Source;
import java.net.URI;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code http(url: 'https://data.example.org/digits.csv', credentialsId: 'data-token')}: see {@link HttpSource}. */
public final class HttpDataSource extends DataSource {

    private static final long serialVersionUID = 1L;

    private final String url;

    @CheckForNull
    private String credentialsId;

    /** @throws IllegalArgumentException when it is no http or https URL */
    @DataBoundConstructor
    public HttpDataSource(String url) {
        this.url = web("url", url).toString();
    }

    static URI web(String what, @CheckForNull String text) {
        try {
            URI uri = URI.create(required(what, text));
            if (uri.getHost() != null && uri.getRawUserInfo() == null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " '" + text + "' must be an http or https URL", e);
        }
        throw new IllegalArgumentException(what + " '" + text + "' must be an http or https URL without a user");
    }

    public String getUrl() {
        return url;
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    /** A secret text that is sent as bearer token. */
    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    @Override
    public String describe() {
        return url;
    }

    @Override
    public String uri() {
        return url;
    }

    @Override
    public Source source(Item job) {
        Optional<String> token = CredentialLookup.text(credentialsId, job);
        if (credentialsId != null && token.isEmpty()) {
            throw new IllegalArgumentException("credentialsId '" + credentialsId + "' is no secret text that this job may use");
        }
        return new HttpSource(SourceConfiguration.get().allowList(), URI.create(url), WebClients.get(), () -> token);
    }

    @Extension
    @Symbol("http")
    public static final class DescriptorImpl extends DataSourceDescriptor {

        @Override
        public String getDisplayName() {
            return "URL (ETag, Last-Modified)";
        }
    }
}
