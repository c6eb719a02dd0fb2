package io.jenkins.plugins.mlcd.jenkins.config;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.UsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Finds credentials by their id where there is no build: those that a job may use, or those of Jenkins itself. */
public final class CredentialLookup {

    private CredentialLookup() {}

    /**
     * A secret text.
     *
     * @param item the job that it is for; null for Jenkins itself
     */
    public static Optional<String> text(@CheckForNull String id, @CheckForNull Item item) {
        return find(StringCredentials.class, id, item).map(credentials -> credentials.getSecret().getPlainText());
    }

    /** A user's name and password. */
    public static Optional<UsernamePasswordCredentials> login(@CheckForNull String id, @CheckForNull Item item) {
        return find(UsernamePasswordCredentials.class, id, item);
    }

    private static <C extends Credentials> Optional<C> find(Class<C> type, @CheckForNull String id, @CheckForNull Item item) {
        if (id == null) {
            return Optional.empty();
        }
        List<C> all = item == null ? CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), null)
                : CredentialsProvider.lookupCredentialsInItem(type, item, null);
        return all.stream().filter(credentials -> credentials instanceof IdCredentials named && named.getId().equals(id)).findFirst();
    }
}
