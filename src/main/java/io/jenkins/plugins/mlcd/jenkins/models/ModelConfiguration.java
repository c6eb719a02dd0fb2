package io.jenkins.plugins.mlcd.jenkins.models;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.loop.Retention;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What an administrator configures once for the models of all jobs: how long their files are kept, and the key that signs promotions. */
@Extension
@Symbol("mlcdModels")
public final class ModelConfiguration extends GlobalConfiguration {

    @CheckForNull
    private String age;

    private int count;
    private long bytes;

    @CheckForNull
    private String signingKeyCredentialsId;

    public ModelConfiguration() {
        load();
    }

    public static ModelConfiguration get() {
        return ExtensionList.lookupSingleton(ModelConfiguration.class);
    }

    @CheckForNull
    public String getAge() {
        return age;
    }

    /** @throws IllegalArgumentException when it is no duration above 0 */
    @DataBoundSetter
    public void setAge(@CheckForNull String age) {
        RetentionSettings.policy(age, 0, 0);
        this.age = Util.fixEmptyAndTrim(age);
        save();
    }

    public int getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(int count) {
        RetentionSettings.policy(null, count, 0);
        this.count = count;
        save();
    }

    public long getBytes() {
        return bytes;
    }

    @DataBoundSetter
    public void setBytes(long bytes) {
        RetentionSettings.policy(null, 0, bytes);
        this.bytes = bytes;
        save();
    }

    /** Id of a secret file with a private key in PEM; null for the identity of this Jenkins. */
    @CheckForNull
    public String getSigningKeyCredentialsId() {
        return signingKeyCredentialsId;
    }

    @DataBoundSetter
    public void setSigningKeyCredentialsId(@CheckForNull String signingKeyCredentialsId) {
        this.signingKeyCredentialsId = Util.fixEmptyAndTrim(signingKeyCredentialsId);
        save();
    }

    Retention policy() {
        return RetentionSettings.policy(age, count, bytes);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "ML models";
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        try {
            req.bindJSON(this, json);
            return true;
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "age");
        }
    }

    @POST
    public FormValidation doCheckAge(@QueryParameter String value) {
        try {
            RetentionSettings.policy(value, 0, 0);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
