package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.Util;
import hudson.XmlFile;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import jenkins.model.Jenkins;
import jenkins.model.Loadable;

/** An item that is saved as {@code config.xml} in its directory. */
public abstract class AbstractItem extends Actionable implements Loadable, Item, AccessControlled, DescriptorByNameOwner {

    private transient String name;
    private transient ItemGroup parent;
    private String description;

    AbstractItem(ItemGroup parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @NonNull
    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    @SuppressWarnings("unchecked")
    public File getRootDir() {
        return parent.getRootDirFor(this);
    }

    @NonNull
    @Override
    public ItemGroup getParent() {
        return parent;
    }

    public String getDescription() {
        return description;
    }

    @NonNull
    @Override
    public final String getFullName() {
        String group = parent.getFullName();
        return group.isEmpty() ? name : group + "/" + name;
    }

    @Override
    public final String getFullDisplayName() {
        String group = parent.getFullDisplayName();
        return group.isEmpty() ? getDisplayName() : group + " » " + getDisplayName();
    }

    @Override
    public final String getUrl() {
        return parent.getUrl() + getShortUrl();
    }

    @Override
    public String getShortUrl() {
        return parent.getUrlChildPrefix() + "/" + Util.rawEncode(name) + "/";
    }

    public final String getAbsoluteUrl() {
        return Jenkins.get().getRootUrl() + getUrl();
    }

    @NonNull
    @Override
    public ACL getACL() {
        return Jenkins.get().getACL();
    }

    @Override
    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {
        this.parent = parent;
        this.name = name;
    }

    @Override
    public void onCopiedFrom(Item src) {
        // nothing is taken over but the configuration
    }

    @Override
    public synchronized void save() throws IOException {
        getConfigFile().write(this);
    }

    @Override
    public void load() throws IOException {
        getConfigFile().unmarshal(this);
        onLoad(parent, name);
    }

    public final XmlFile getConfigFile() {
        return new XmlFile(Items.XSTREAM2, new File(getRootDir(), "config.xml"));
    }

    @Override
    @SuppressWarnings("unchecked")
    public void delete() throws IOException, InterruptedException {
        new FilePath(getRootDir()).deleteRecursive();
        parent.onDeleted(this);
    }
}
