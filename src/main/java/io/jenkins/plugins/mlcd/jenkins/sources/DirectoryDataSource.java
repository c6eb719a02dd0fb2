package io.jenkins.plugins.mlcd.jenkins.sources;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.sources.DirectorySource;
import io.jenkins.plugins.mlcd.sources.Source;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code directory(path: '/srv/data/digits', include: '**.csv', settle: '10s')}: see {@link DirectorySource}. */
public final class DirectoryDataSource extends DataSource {

    private static final long serialVersionUID = 1L;

    public static final String DEFAULT_INCLUDE = "**";
    public static final String DEFAULT_SETTLE = "10s";

    private final String path;
    private String include = DEFAULT_INCLUDE;
    private String settle = DEFAULT_SETTLE;

    /** @throws IllegalArgumentException when the path is not absolute */
    @DataBoundConstructor
    public DirectoryDataSource(String path) {
        this.path = required("path", path);
        if (!Path.of(this.path).isAbsolute()) {
            throw new IllegalArgumentException("path '" + path + "' must be absolute: it is a directory of the controller");
        }
    }

    public String getPath() {
        return path;
    }

    public String getInclude() {
        return include;
    }

    @DataBoundSetter
    public void setInclude(@CheckForNull String include) {
        String text = Util.fixEmptyAndTrim(include);
        this.include = text == null ? DEFAULT_INCLUDE : text;
        FileSystems.getDefault().getPathMatcher("glob:" + this.include);
    }

    public String getSettle() {
        return settle;
    }

    @DataBoundSetter
    public void setSettle(@CheckForNull String settle) {
        String text = Util.fixEmptyAndTrim(settle);
        this.settle = text == null ? DEFAULT_SETTLE : text;
        Durations.parse("settle", this.settle);
    }

    @Override
    public String describe() {
        return "directory " + path + " (" + include + ")";
    }

    @Override
    public String uri() {
        return Path.of(path).toUri().toString().replaceFirst("/$", "");
    }

    @Override
    public Source source(Item job) {
        return new DirectorySource(SourceConfiguration.get().allowList(), Path.of(path), include, Durations.parse("settle", settle), InstantSource.system());
    }

    @Extension
    @Symbol("directory")
    public static final class DescriptorImpl extends DataSourceDescriptor {

        @Override
        public String getDisplayName() {
            return "Files of a directory";
        }
    }
}
