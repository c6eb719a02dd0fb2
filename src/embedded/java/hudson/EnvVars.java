package hudson;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Environment variables. Names are compared without regard to case, as Windows does, but keep the case they were put with. */
public class EnvVars extends TreeMap<String, String> {

    private static final long serialVersionUID = 1L;

    /** The environment of this JVM. */
    public static final Map<String, String> masterEnvVars = Collections.unmodifiableMap(new EnvVars(System.getenv()));

    public EnvVars() {
        super(String.CASE_INSENSITIVE_ORDER);
    }

    public EnvVars(@NonNull Map<String, String> m) {
        this();
        putAll(m);
    }

    public EnvVars(@NonNull EnvVars m) {
        this((Map<String, String>) m);
    }

    /** @param keyValuePairs name, value, name, value ... */
    public EnvVars(String... keyValuePairs) {
        this();
        if (keyValuePairs.length % 2 != 0) {
            throw new IllegalArgumentException("names and values must come in pairs: " + Arrays.asList(keyValuePairs));
        }
        for (int i = 0; i < keyValuePairs.length; i += 2) {
            put(keyValuePairs[i], keyValuePairs[i + 1]);
        }
    }

    /** Sets a variable; an empty or null value removes it, and {@code PATH+ANYTHING} puts the value in front of {@code PATH}. */
    public void override(String key, String value) {
        if (value == null || value.isEmpty()) {
            remove(key);
            return;
        }
        int plus = key.indexOf('+');
        if (plus > 0) {
            String name = key.substring(0, plus);
            String old = get(name);
            put(name, old == null ? value : value + File.pathSeparator + old);
        } else {
            put(key, value);
        }
    }

    public EnvVars overrideAll(Map<String, String> all) {
        all.forEach(this::override);
        return this;
    }

    /** Sets all variables, each expanded with the others first, whatever their order. */
    public EnvVars overrideExpandingAll(@NonNull Map<String, String> all) {
        Set<String> done = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.keySet().forEach(key -> overrideExpanding(key, all, done));
        return this;
    }

    private void overrideExpanding(String key, Map<String, String> all, Set<String> done) {
        if (!done.add(key)) {
            return;
        }
        String value = all.get(key);
        for (String other : all.keySet()) {
            int plus = other.indexOf('+');
            String name = plus > 0 ? other.substring(0, plus) : other;
            if (value != null && (value.contains("$" + name) || value.contains("${" + name + "}"))) {
                overrideExpanding(other, all, done);
            }
        }
        override(key, expand(value));
    }

    public static void resolve(Map<String, String> env) {
        env.replaceAll((key, value) -> Util.replaceMacro(value, env));
    }

    public String get(String key, String defaultValue) {
        return Objects.requireNonNullElse(get(key), defaultValue);
    }

    @Override
    public String put(String key, String value) {
        if (value == null) {
            throw new IllegalArgumentException("variable " + key + " needs a value");
        }
        return super.put(key, value);
    }

    public void putIfNotNull(String key, String value) {
        if (value != null) {
            put(key, value);
        }
    }

    public void putAllNonNull(Map<String, String> map) {
        map.forEach(this::putIfNotNull);
    }

    public void addLine(String line) {
        int equals = line.indexOf('=');
        if (equals >= 0) {
            put(line.substring(0, equals), line.substring(equals + 1));
        }
    }

    public String expand(String s) {
        return Util.replaceMacro(s, this);
    }

    public static EnvVars getRemote(VirtualChannel channel) throws IOException, InterruptedException {
        return channel == null ? new EnvVars("N/A", "N/A") : new EnvVars(masterEnvVars);
    }
}
