package io.jenkins.plugins.mlcd.jenkins.models;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Job;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.loop.Retention;
import jenkins.model.OptionalJobProperty;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlRetention(age: '90d', count: 20)}: how long a job keeps the files of its models, instead of what is configured for all jobs. */
public final class ModelRetentionProperty extends OptionalJobProperty<Job<?, ?>> {

    @CheckForNull
    private String age;

    private int count;
    private long bytes;

    @DataBoundConstructor
    public ModelRetentionProperty() {
        // all limits are optional
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
    }

    public int getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(int count) {
        RetentionSettings.policy(null, count, 0);
        this.count = count;
    }

    public long getBytes() {
        return bytes;
    }

    @DataBoundSetter
    public void setBytes(long bytes) {
        RetentionSettings.policy(null, 0, bytes);
        this.bytes = bytes;
    }

    Retention policy() {
        return RetentionSettings.policy(age, count, bytes);
    }

    @Extension
    @Symbol("mlRetention")
    public static final class DescriptorImpl extends OptionalJobPropertyDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Keep the files of models by rules of this job";
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
}
