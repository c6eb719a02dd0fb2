package io.jenkins.plugins.mlcd.jenkins.sources;

import com.cloudbees.plugins.credentials.common.UsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.mlcd.jenkins.config.CredentialLookup;
import io.jenkins.plugins.mlcd.sources.S3Source;
import io.jenkins.plugins.mlcd.sources.Source;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code s3(bucket: 'digits', prefix: 'new/', endpoint: 'http://minio:9000', credentialsId: 'minio')}: see {@link S3Source}. */
public final class S3DataSource extends DataSource {

    private static final long serialVersionUID = 1L;

    public static final String DEFAULT_REGION = "us-east-1";

    private final String bucket;
    private String prefix = "";
    private String region = DEFAULT_REGION;

    @CheckForNull
    private String endpoint;

    @CheckForNull
    private String credentialsId;

    /** @throws IllegalArgumentException when the name is none of a bucket */
    @DataBoundConstructor
    public S3DataSource(String bucket) {
        this.bucket = required("bucket", bucket);
        place();
    }

    public String getBucket() {
        return bucket;
    }

    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(@CheckForNull String prefix) {
        this.prefix = Util.fixNull(prefix).strip();
    }

    public String getRegion() {
        return region;
    }

    /** @throws IllegalArgumentException when it is no name of a region */
    @DataBoundSetter
    public void setRegion(@CheckForNull String region) {
        String text = Util.fixEmptyAndTrim(region);
        this.region = text == null ? DEFAULT_REGION : text;
        if (!this.region.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("region '" + region + "' must be small letters, digits and '-', such as eu-central-1");
        }
    }

    /** Where S3 is, or what speaks like it; AWS in the region when it is not given. */
    @CheckForNull
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(@CheckForNull String endpoint) {
        String text = Util.fixEmptyAndTrim(endpoint);
        this.endpoint = text == null ? null : HttpDataSource.web("endpoint", text).toString();
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    /** A user's name and password that are the access key and the secret key; requests are not signed without. */
    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    private S3Source.Bucket place() {
        return place(prefix);
    }

    private S3Source.Bucket place(String below) {
        return new S3Source.Bucket(URI.create(endpoint == null ? "https://s3." + region + ".amazonaws.com" : endpoint), bucket, below, region);
    }

    @Override
    public String describe() {
        return uri() + " at " + place().endpoint();
    }

    @Override
    public String uri() {
        return "s3://" + bucket + "/" + prefix;
    }

    @Override
    public Source source(Item job) {
        return source(job, place());
    }

    @Override
    Optional<Source> only(Item job, String uri) {
        return uri.startsWith(uri()) ? Optional.of(source(job, place(uri.substring(("s3://" + bucket + "/").length())))) : Optional.empty();
    }

    private Source source(Item job, S3Source.Bucket place) {
        Optional<UsernamePasswordCredentials> login = CredentialLookup.login(credentialsId, job);
        if (credentialsId != null && login.isEmpty()) {
            throw new IllegalArgumentException("credentialsId '" + credentialsId + "' is no username with password that this job may use");
        }
        Optional<S3Source.Keys> keys = login.map(found -> new S3Source.Keys(found.getUsername(), found.getPassword().getPlainText()));
        return new S3Source(SourceConfiguration.get().allowList(), place, WebClients.get(), () -> keys, InstantSource.system());
    }

    @Extension
    @Symbol("s3")
    public static final class DescriptorImpl extends DataSourceDescriptor {

        @Override
        public String getDisplayName() {
            return "Objects of a bucket (S3, MinIO, Google Cloud Storage)";
        }
    }
}
