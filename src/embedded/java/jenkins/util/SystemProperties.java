package jenkins.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** System properties of this JVM. */
public class SystemProperties {

    private SystemProperties() {
    }

    @CheckForNull
    public static String getString(String key) {
        return getString(key, null);
    }

    public static String getString(String key, @CheckForNull String def) {
        return System.getProperty(key, def);
    }

    public static boolean getBoolean(String name) {
        return getBoolean(name, false);
    }

    public static boolean getBoolean(String name, boolean def) {
        String text = getString(name);
        return text == null ? def : Boolean.parseBoolean(text);
    }

    @CheckForNull
    public static Integer getInteger(String name) {
        return getInteger(name, null);
    }

    public static Integer getInteger(String name, Integer def) {
        return Integer.getInteger(name, def);
    }

    @CheckForNull
    public static Long getLong(String name) {
        return getLong(name, null);
    }

    public static Long getLong(String name, Long def) {
        return Long.getLong(name, def);
    }
}
