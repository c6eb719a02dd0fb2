package io.jenkins.plugins.mlcd.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of Jenkins' own API, one member a line, read from the resources in {@code jenkins-api}; the head of {@code api.txt} explains the form. */
final class ApiList {

    private static final Pattern LINE = Pattern.compile("([\\w.]+): (.*?)(?:\\s+// since ([^/]*?))?(?:\\s+// in .*)?");
    private static final Pattern ANNOTATION = Pattern.compile("@\\w+(\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))?\\s*");
    private static final int NEWEST_CORE = 541;

    private final Map<String, ApiType> types = new LinkedHashMap<>();

    static ApiList read(String... resources) throws IOException {
        ApiList list = new ApiList();
        for (String resource : resources) {
            try (InputStream in = ApiList.class.getResourceAsStream("/jenkins-api/" + resource)) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(list::add);
            }
        }
        return list;
    }

    private void add(String line) {
        Matcher m = LINE.matcher(line);
        if (!m.matches()) {
            throw new IllegalArgumentException("not a line of the list: " + line);
        }
        String type = m.group(1);
        String text = ANNOTATION.matcher(m.group(2)).replaceAll("").replace("/*PARTIAL*/ ", "").trim();
        if (m.group(2).startsWith("TYPE ")) {
            types.computeIfAbsent(type, ApiType::new).header(text.substring("TYPE ".length()), m.group(2).contains("@interface"));
        } else if (!tooNew(type, m.group(3))) {
            types.computeIfAbsent(type, ApiType::new).member(text);
        }
    }

    private static boolean tooNew(String type, String since) {
        Matcher version = Pattern.compile("2\\.(\\d+).*").matcher(since == null ? "" : since.trim());
        return (type.startsWith("hudson.") || type.startsWith("jenkins.")) && version.matches() && Integer.parseInt(version.group(1)) > NEWEST_CORE;
    }

    Optional<ApiType> type(String name) {
        return Optional.ofNullable(types.get(name)).filter(ApiType::isExpanded);
    }

    /** The type and everything it extends or implements, as far as the list or this JVM knows. */
    Set<String> supertypes(String name) {
        Set<String> all = new LinkedHashSet<>();
        collect(name, all);
        return all;
    }

    private void collect(String name, Set<String> all) {
        if (!all.add(name)) {
            return;
        }
        type(name).ifPresentOrElse(t -> t.parents().forEach(p -> collect(p, all)), () -> ofThisJvm(name).forEach(all::add));
    }

    private static Set<String> ofThisJvm(String name) {
        try {
            Class<?> c = Class.forName(name.matches("[A-Z].*") ? "java.lang." + name : name);
            Set<String> all = new LinkedHashSet<>();
            for (Class<?> up = c; up != null; up = up.getSuperclass()) {
                all.add(up.getName());
                Arrays.stream(up.getInterfaces()).forEach(i -> all.addAll(ofThisJvm(i.getName())));
            }
            return all;
        } catch (ClassNotFoundException e) {
            return Set.of(); // a type of Jenkins that the list only refers to
        }
    }
}
