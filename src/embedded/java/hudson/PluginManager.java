package hudson;

/** Where the classes of plugins are found: here all on one class path. */
public abstract class PluginManager {

    public final ClassLoader uberClassLoader = PluginManager.class.getClassLoader();

    PluginManager() {}
}
