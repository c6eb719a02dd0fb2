package io.jenkins.plugins.mlcd.jenkins.sources;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.mlcd.sources.AllowList;
import io.jenkins.plugins.mlcd.sources.GitSource;
import io.jenkins.plugins.mlcd.sources.Source;
import java.net.URI;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code gitRef(url: 'https://git.example.org/team/data.git', ref: 'main')}: see {@link GitSource}. It is not called {@code git}, because
 * that is a step.
 */
public final class GitDataSource extends DataSource {

    private static final long serialVersionUID = 1L;

    public static final String DEFAULT_REF = "HEAD";

    private final String url;
    private String ref = DEFAULT_REF;

    /** @throws IllegalArgumentException when it is no URL; {@code user@host:path} is written {@code ssh://user@host/path} */
    @DataBoundConstructor
    public GitDataSource(String url) {
        this.url = required("url", url);
        if (!this.url.matches("(https?|ssh|git|file):.*")) {
            throw new IllegalArgumentException("url '" + url + "' must begin with https:, http:, ssh:, git: or file:; write user@host:path as ssh://user@host/path");
        }
        source(AllowList.of(List.of()));
    }

    public String getUrl() {
        return url;
    }

    public String getRef() {
        return ref;
    }

    @DataBoundSetter
    public void setRef(@CheckForNull String ref) {
        String text = Util.fixEmptyAndTrim(ref);
        this.ref = text == null ? DEFAULT_REF : text;
        source(AllowList.of(List.of()));
    }

    @Override
    public String describe() {
        return ref + " of " + uri();
    }

    @Override
    public String uri() {
        return url.replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public Source source(Item job) {
        return source(SourceConfiguration.get().allowList());
    }

    private Source source(AllowList allowed) {
        try {
            return new GitSource(allowed, URI.create(url), ref);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("gitRef: " + e.getMessage(), e);
        }
    }

    @Extension
    @Symbol("gitRef")
    public static final class DescriptorImpl extends DataSourceDescriptor {

        @Override
        public String getDisplayName() {
            return "Branch or tag of a git repository";
        }
    }
}
