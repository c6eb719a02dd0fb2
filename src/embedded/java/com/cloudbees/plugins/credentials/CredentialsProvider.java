package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.embedded.host.EnvironmentCredentials;
import java.util.List;
import org.springframework.security.core.Authentication;

/** Where credentials are kept; an embedded Jenkins has those that its environment variables are. */
public abstract class CredentialsProvider {

    @CheckForNull
    public static <C extends IdCredentials> C findCredentialById(
            @NonNull String id, @NonNull Class<C> type, @NonNull Run<?, ?> run, @Nullable List<DomainRequirement> domainRequirements) {
        return findCredential(id, type);
    }

    @NonNull
    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            @NonNull Class<C> type, @Nullable Item item, @Nullable Authentication authentication) {
        return EnvironmentCredentials.all(type);
    }

    @NonNull
    @SuppressWarnings("rawtypes") // as in Jenkins
    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
            @NonNull Class<C> type, @Nullable ItemGroup itemGroup, @Nullable Authentication authentication) {
        return EnvironmentCredentials.all(type);
    }

    @CheckForNull
    public static <C extends IdCredentials> C findCredentialByIdInItemGroup(
            @NonNull String id,
            @NonNull Class<C> type,
            @Nullable ItemGroup<?> itemGroup,
            @Nullable Authentication authentication,
            @Nullable List<DomainRequirement> domainRequirements) {
        return findCredential(id, type);
    }

    @CheckForNull
    private static <C extends IdCredentials> C findCredential(String id, Class<C> type) {
        return EnvironmentCredentials.all(type).stream().filter(c -> c.getId().equals(id)).findFirst().orElse(null);
    }
}
