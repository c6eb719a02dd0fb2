package io.jenkins.plugins.mlcd.jenkins.sources;

import com.cloudbees.plugins.credentials.common.UsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.jenkins.config.CredentialLookup;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A database that jobs may query by its name. The JDBC driver comes with a plugin, such as {@code database-postgresql}. */
public final class Database extends AbstractDescribableImpl<Database> {

    private static final int LOGIN_SECONDS = 10;

    private final String name;
    private final String url;

    @CheckForNull
    private String credentialsId;

    /** @throws IllegalArgumentException when the name or the URL is none */
    @DataBoundConstructor
    public Database(String name, String url) {
        this.name = BuildLayout.requireName("database", name);
        this.url = DataSource.required("url", url);
        if (!this.url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("url '" + url + "' of database '" + name + "' must begin with jdbc:");
        }
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

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        Optional<UsernamePasswordCredentials> login = CredentialLookup.login(credentialsId, null);
        login.ifPresent(found -> {
            properties.setProperty("user", found.getUsername());
            properties.setProperty("password", found.getPassword().getPlainText());
        });
        if (credentialsId != null && login.isEmpty()) {
            throw new SQLException("credentialsId '" + credentialsId + "' is no username with password of this Jenkins");
        }
        properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
        for (Driver driver : ServiceLoader.load(Driver.class, Jenkins.get().getPluginManager().uberClassLoader)) {
            if (driver.acceptsURL(url)) {
                return driver.connect(url, properties);
            }
        }
        throw new SQLException("no plugin of this Jenkins has a JDBC driver for the database '" + name + "'");
    }

    @Extension
    @Symbol("database")
    public static final class DescriptorImpl extends Descriptor<Database> {

        @Override
        public String getDisplayName() {
            return "Database";
        }
    }
}
