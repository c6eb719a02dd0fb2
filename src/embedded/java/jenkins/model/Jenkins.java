package jenkins.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.LocalPluginManager;
import hudson.PluginManager;
import hudson.XmlFile;
import hudson.model.AbstractCIBase;
import hudson.model.Computer;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.DescriptorByNameOwner;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import hudson.slaves.Cloud;
import hudson.util.VersionNumber;
import hudson.util.XStream2;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import io.jenkins.plugins.mlcd.embedded.host.SecretKeys;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import jenkins.util.NonLocalizable;

/** The one Jenkins of this JVM: its home, jobs, extensions and queue. */
public class Jenkins extends AbstractCIBase implements DirectlyModifiableTopLevelItemGroup, AccessControlled, DescriptorByNameOwner, Loadable {

    public static final XStream2 XSTREAM2 = new XStream2();
    public static String VERSION = "2.541.3";

    private static final PermissionGroup PERMISSIONS = new PermissionGroup(hudson.model.ModelObject.class, new NonLocalizable("Overall"));
    public static final Permission ADMINISTER = new Permission(PERMISSIONS, "Administer", null, null, PermissionScope.JENKINS);
    public static final Permission MANAGE = new Permission(PERMISSIONS, "Manage", null, ADMINISTER, PermissionScope.JENKINS);
    public static final Permission SYSTEM_READ = new Permission(PERMISSIONS, "SystemRead", null, ADMINISTER, PermissionScope.JENKINS);
    public static final Permission READ = new Permission(PERMISSIONS, "Read", null, Permission.READ, PermissionScope.JENKINS);

    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]*");

    private final Map<String, TopLevelItem> items = new ConcurrentSkipListMap<>();
    private final ACL acl = new ACL() {
    };

    Jenkins() {
    }

    /** @throws IllegalStateException when none runs in this JVM */
    @NonNull
    public static Jenkins get() throws IllegalStateException {
        return Host.get().jenkins(Jenkins::new);
    }

    @CheckForNull
    public static Jenkins getInstanceOrNull() {
        return Host.current().map(h -> h.jenkins(Jenkins::new)).orElse(null);
    }

    /** Loads the jobs from {@code jobs} in the home. */
    @Override
    public void load() throws IOException {
        items.clear();
        File[] directories = jobs().listFiles(d -> new File(d, "config.xml").exists());
        for (File directory : directories == null ? new File[0] : directories) {
            TopLevelItem item = (TopLevelItem) new XmlFile(Items.XSTREAM2, new File(directory, "config.xml")).read();
            item.onLoad(this, directory.getName());
            items.put(item.getName(), item);
        }
    }

    private File jobs() {
        return new File(getRootDir(), "jobs");
    }

    @SuppressWarnings("rawtypes")
    public Descriptor getDescriptor(String id) {
        List<Descriptor> all = getExtensionList(Descriptor.class);
        Descriptor byId = Descriptor.findById(all, id);
        return byId != null ? byId : all.stream().filter(d -> d.clazz.getSimpleName().equals(id)).findFirst().orElse(null);
    }

    @CheckForNull
    @SuppressWarnings("rawtypes")
    public Descriptor getDescriptor(Class<? extends Describable> type) {
        return getExtensionList(Descriptor.class).stream().filter(d -> d.clazz == type).findFirst().orElse(null);
    }

    @NonNull
    @SuppressWarnings("rawtypes")
    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        Descriptor found = getDescriptor(type);
        if (found == null) {
            throw new AssertionError(type + " has no descriptor among the extensions");
        }
        return found;
    }

    @SuppressWarnings("rawtypes")
    public <T extends Descriptor> T getDescriptorByType(Class<T> type) {
        return getExtensionList(Descriptor.class).get(type);
    }

    @CheckForNull
    public Computer getComputer(@NonNull String name) {
        return name.isEmpty() || name.equals("(built-in)") ? toComputer() : null;
    }

    @Override
    public Queue getQueue() {
        return Queue.getInstance();
    }

    @CheckForNull
    public Node getNode(String name) {
        return name.isEmpty() ? this : null;
    }

    /** The agents; an embedded Jenkins has none, it builds itself. */
    @NonNull
    @Override
    public List<Node> getNodes() {
        return List.of();
    }

    @NonNull
    @Override
    public String getNodeName() {
        return "";
    }

    @Override
    public String getLabelString() {
        return "built-in";
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public String getFullDisplayName() {
        return "";
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public String getUrlChildPrefix() {
        return "job";
    }

    @CheckForNull
    @Override
    public FilePath getRootPath() {
        return new FilePath(getRootDir());
    }

    /** Nothing but the class path: there are no plugins to manage. */
    @NonNull
    public PluginManager getPluginManager() {
        return Host.get().singleton(PluginManager.class, () -> new LocalPluginManager(getRootDir()));
    }

    /** @return null: there are no clouds here */
    public Cloud getCloud(String name) {
        return null;
    }

    /** What tells this home from others. */
    public String getLegacyInstanceId() {
        return Host.get().singleton(SecretKeys.class, () -> new SecretKeys(Host.get().home().resolve("secrets"))).instanceId();
    }

    @Nullable
    public String getRootUrl() throws IllegalStateException {
        return Host.get().options().rootUrl().toString();
    }

    @Override
    public File getRootDir() {
        return Host.get().home().toFile();
    }

    public boolean isUseSecurity() {
        return false;
    }

    public <T> ExtensionList<T> getExtensionList(Class<T> extensionType) {
        return ExtensionList.lookup(extensionType);
    }

    @NonNull
    @Override
    public ACL getACL() {
        return acl;
    }

    public boolean isQuietingDown() {
        return isTerminating();
    }

    public boolean isTerminating() {
        return Host.get().stopping();
    }

    @Override
    public TopLevelItem getItem(String name) {
        return items.get(name);
    }

    @Override
    public Collection<TopLevelItem> getItems() {
        return List.copyOf(items.values());
    }

    @CheckForNull
    public <T extends Item> T getItemByFullName(@NonNull String fullName, Class<T> type) {
        Item found = getItem(fullName);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    @CheckForNull
    public Item getItemByFullName(String fullName) {
        return getItem(fullName);
    }

    public int getNumExecutors() {
        return Host.get().options().executors();
    }

    @CheckForNull
    public static <T> T lookup(Class<T> type) {
        Jenkins j = getInstanceOrNull();
        return j == null ? null : j.getExtensionList(type).stream().findFirst().orElse(null);
    }

    @CheckForNull
    public static VersionNumber getVersion() {
        return new VersionNumber(VERSION);
    }

    @Override
    public File getRootDirFor(TopLevelItem child) {
        return new File(jobs(), child.getName());
    }

    @Override
    public synchronized TopLevelItem createProject(TopLevelItemDescriptor type, String name, boolean notify) throws IOException {
        checkPermission(Item.CREATE);
        TopLevelItem item = type.newInstance(this, name);
        add(item, name);
        item.onCreatedFromScratch();
        item.save();
        if (notify) {
            ItemListener.fireOnCreated(item);
        }
        return item;
    }

    @Override
    public boolean canAdd(TopLevelItem item) {
        return true;
    }

    @Override
    public synchronized <I extends TopLevelItem> I add(I item, String name) throws IOException, IllegalArgumentException {
        if (!SAFE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a job's name may hold letters, digits, '.', '_', '-' and blanks and begins with a letter or digit, but is '" + name + "'");
        }
        if (items.containsKey(name)) {
            throw new IllegalArgumentException("there is a job named '" + name + "' already");
        }
        item.onLoad(this, name);
        items.put(name, item);
        return item;
    }

    @Override
    public void remove(TopLevelItem item) throws IOException, IllegalArgumentException {
        items.remove(item.getName());
    }

    @Override
    public void onDeleted(TopLevelItem item) throws IOException {
        remove(item);
        ItemListener.fireOnDeleted(item);
    }

    /** Jenkins itself has nothing to save: its options come with each start. */
    @Override
    public void save() {
        // nothing to save
    }
}
