package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.prometheus.Certificates;
import io.jenkins.plugins.mlcd.prometheus.PrometheusClient;
import io.jenkins.plugins.mlcd.prometheus.PrometheusServer;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Prometheus server that an administrator has configured; a Jenkinsfile or a target says only its name. */
public final class PrometheusProvider implements Describable<PrometheusProvider>, Serializable {

    private static final long serialVersionUID = 1L;

    /** A token is one line; whatever is longer is another file. */
    private static final int MAX_TOKEN_BYTES = 16_384;

    private final String name;
    private final String url;

    @CheckForNull
    private String credentialsId;

    @CheckForNull
    private String tokenFile;

    @CheckForNull
    private String certificate;

    private boolean skipTlsVerification;
    private String timeout = "10s";

    /** @throws IllegalArgumentException when the name or the URL is not one */
    @DataBoundConstructor
    public PrometheusProvider(String name, String url) {
        this.name = BuildLayout.requireName("Prometheus server", name);
        this.url = Util.fixNull(url).strip();
        PrometheusServer.at(this.url);
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    @CheckForNull
    public String getTokenFile() {
        return tokenFile;
    }

    /** A file on the controller with a bearer token, as Kubernetes mounts one, read before each request; it wins over credentials. */
    @DataBoundSetter
    public void setTokenFile(@CheckForNull String tokenFile) {
        this.tokenFile = Util.fixEmptyAndTrim(tokenFile);
    }

    @CheckForNull
    public String getCertificate() {
        return certificate;
    }

    /** @throws IllegalArgumentException when the text holds no certificate */
    @DataBoundSetter
    public void setCertificate(@CheckForNull String certificate) {
        this.certificate = Util.fixEmptyAndTrim(certificate);
        if (this.certificate != null) {
            Certificates.trusting(this.certificate);
        }
    }

    public boolean isSkipTlsVerification() {
        return skipTlsVerification;
    }

    @DataBoundSetter
    public void setSkipTlsVerification(boolean skipTlsVerification) {
        this.skipTlsVerification = skipTlsVerification;
    }

    public String getTimeout() {
        return timeout;
    }

    /** @throws IllegalArgumentException when it is no duration above 0 */
    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout) == null ? "10s" : timeout.strip();
        PrometheusServer.at(url).withTimeout(Durations.parse("timeout", this.timeout));
    }

    /** Its client; credentials are looked up at each request, so that a changed password counts at once. */
    public PrometheusClient client() {
        PrometheusServer server = PrometheusServer.at(url)
                .withTimeout(Durations.parse("timeout", timeout))
                .withAuthorization(this::authorization);
        if (skipTlsVerification) {
            return new PrometheusClient(server.withTls(Certificates.trustingEveryone()));
        }
        return new PrometheusClient(certificate == null ? server : server.withTls(Certificates.trusting(certificate)));
    }

    private Optional<String> authorization() {
        if (tokenFile != null) {
            return Optional.of(PrometheusServer.bearer(read(Path.of(tokenFile))));
        }
        return Optional.ofNullable(credentialsId).map(PrometheusCredentials::ofController);
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_TOKEN_BYTES) {
                throw new IOException("it is longer than a token");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the token file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public DescriptorImpl getDescriptor() {
        return (DescriptorImpl) Describable.super.getDescriptor();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<PrometheusProvider> {

        @Override
        public String getDisplayName() {
            return "Prometheus server";
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return check(() -> BuildLayout.requireName("Prometheus server", value));
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return check(() -> PrometheusServer.at(Util.fixNull(value)));
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            return check(() -> Durations.parse("timeout", value));
        }

        @POST
        public FormValidation doCheckCertificate(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : check(() -> Certificates.trusting(value));
        }

        private static FormValidation check(Runnable rule) {
            try {
                rule.run();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        /** Only an administrator may make the controller ask a URL with a credential. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String name,
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter String tokenFile,
                @QueryParameter String certificate,
                @QueryParameter boolean skipTlsVerification,
                @QueryParameter String timeout)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                PrometheusProvider provider = new PrometheusProvider(name, url);
                provider.setCredentialsId(credentialsId);
                provider.setTokenFile(tokenFile);
                provider.setCertificate(certificate);
                provider.setSkipTlsVerification(skipTlsVerification);
                provider.setTimeout(timeout);
                int up = provider.client().query("up == 1").size();
                return FormValidation.ok("Prometheus " + provider.client().version() + " scrapes " + up + " targets");
            } catch (IOException | IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
