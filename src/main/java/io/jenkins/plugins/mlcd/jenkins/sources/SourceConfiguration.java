package io.jenkins.plugins.mlcd.jenkins.sources;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.sources.AllowList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Which places jobs may have looked at from the controller: nothing until an administrator allows it. */
@Extension
@Symbol("mlcdSources")
public final class SourceConfiguration extends GlobalConfiguration {

    private String allowed = "";
    private List<Database> databases = new ArrayList<>();

    public SourceConfiguration() {
        load();
    }

    public static SourceConfiguration get() {
        return ExtensionList.lookupSingleton(SourceConfiguration.class);
    }

    /** Allowed URLs, one a line: see {@link AllowList}. */
    public String getAllowed() {
        return allowed;
    }

    /** @throws IllegalArgumentException naming a line that is no URL */
    @DataBoundSetter
    public void setAllowed(@CheckForNull String allowed) {
        String text = Util.fixNull(allowed).strip();
        AllowList.of(text.lines().toList());
        this.allowed = text;
        save();
    }

    public AllowList allowList() {
        return AllowList.of(allowed.lines().toList());
    }

    public List<Database> getDatabases() {
        return List.copyOf(databases);
    }

    /** @throws IllegalArgumentException when two databases have the same name */
    @DataBoundSetter
    public void setDatabases(@CheckForNull List<Database> databases) {
        List<Database> wanted = databases == null ? List.of() : databases;
        if (wanted.stream().map(Database::getName).distinct().count() < wanted.size()) {
            throw new IllegalArgumentException("two databases have the same name; names must differ");
        }
        this.databases = new ArrayList<>(wanted);
        save();
    }

    Optional<Database> database(String name) {
        return databases.stream().filter(database -> database.getName().equals(name)).findFirst();
    }

    @POST
    public FormValidation doCheckAllowed(@QueryParameter String value) {
        try {
            AllowList.of(Util.fixNull(value).lines().toList());
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        try {
            setAllowed(json.optString("allowed"));
            setDatabases(req.bindJSONToList(Database.class, json.opt("databases")));
            return true;
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "allowed");
        }
    }
}
