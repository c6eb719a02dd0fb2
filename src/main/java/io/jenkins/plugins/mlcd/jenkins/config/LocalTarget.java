package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.canary.local.LocalMetricProvider;
import io.jenkins.plugins.mlcd.canary.local.LocalTrafficRouter;
import io.jenkins.plugins.mlcd.canary.local.LocalWorkload;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.LocalTraffic;
import io.jenkins.plugins.mlcd.target.TargetState;
import io.jenkins.plugins.mlcd.target.TrafficSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A target that {@code mlcd target} serves: a weighted reverse proxy with an admin API on this or another machine. */
public final class LocalTarget extends Target {

    private static final long serialVersionUID = 1L;

    /** A token is one short line; whatever is longer is another file. */
    private static final int MAX_TOKEN_BYTES = 4096;

    private final String adminUrl;

    @CheckForNull
    private String tokenFile;

    @CheckForNull
    private Secret token;

    /** @throws IllegalArgumentException when the name or the URL is not one */
    @DataBoundConstructor
    public LocalTarget(String name, String adminUrl) {
        super(name);
        this.adminUrl = adminUrl;
        client();
    }

    public String getAdminUrl() {
        return adminUrl;
    }

    @CheckForNull
    public String getTokenFile() {
        return tokenFile;
    }

    /** The file {@code admin.token} in the target's directory, when the controller can read it; it wins over the token. */
    @DataBoundSetter
    public void setTokenFile(@CheckForNull String tokenFile) {
        this.tokenFile = Util.fixEmptyAndTrim(tokenFile);
    }

    @CheckForNull
    public Secret getToken() {
        return token;
    }

    @DataBoundSetter
    public void setToken(@CheckForNull Secret token) {
        this.token = token == null || token.getPlainText().isEmpty() ? null : token;
    }

    public LocalTargetClient client() {
        return new LocalTargetClient(uri(adminUrl), this::currentToken);
    }

    @Override
    public TrafficSource traffic() {
        return new LocalTraffic(client());
    }

    @Override
    public Workload workload(ModelSource models) {
        return new LocalWorkload(client(), models);
    }

    @Override
    public TrafficRouter router() {
        return new LocalTrafficRouter(client());
    }

    @Override
    public MetricProvider provider() {
        return new LocalMetricProvider(client());
    }

    @Override
    public Optional<URI> canaryUrl() throws IOException, InterruptedException {
        return client().state().canary().flatMap(TargetState.DeployedModel::url).map(URI::create);
    }

    @Override
    public Optional<URI> productionUrl() throws IOException, InterruptedException {
        return Optional.of(URI.create(client().state().dataUrl()));
    }

    private String currentToken() {
        if (tokenFile != null) {
            return read(Path.of(tokenFile));
        }
        return Secret.toString(token);
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_TOKEN_BYTES) {
                throw new IOException("it is longer than a token");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the target's token file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static URI uri(@CheckForNull String text) {
        try {
            return URI.create(text == null ? "" : text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a URL", e);
        }
    }

    @Extension
    @Symbol("localTarget")
    public static final class DescriptorImpl extends TargetDescriptor {

        @Override
        public String getDisplayName() {
            return "Local target (mlcd target)";
        }

        @POST
        public FormValidation doCheckAdminUrl(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                new LocalTarget("check", value);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        /** Only an administrator may make the controller ask a URL. */
        @POST
        public FormValidation doTestConnection(@QueryParameter String name, @QueryParameter String adminUrl)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                TargetState state = new LocalTarget(name, adminUrl).client().state();
                String stable = state.stable().map(TargetState.DeployedModel::model).orElse("no model yet");
                return FormValidation.ok("Target " + state.name() + " serves " + stable);
            } catch (IOException | IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
