package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a role allows, and what requests need, both as {@code "get pods/log"}. */
public final class Permissions {

    private Permissions() {}

    /** The verbs of the only Role in a file. */
    public static Set<String> allowed(String file) throws IOException {
        Set<String> allowed = new TreeSet<>();
        for (String document : Files.readString(Path.of(file)).split("(?m)^---$")) {
            if (new KubernetesSerialization().unmarshal(document) instanceof Role role) {
                for (PolicyRule rule : role.getRules()) {
                    rule.getResources().forEach(resource -> rule.getVerbs().forEach(verb -> allowed.add(verb + " " + resource)));
                }
            }
        }
        return allowed;
    }

    /** {@code "GET /pods/x/log"} is {@code "get pods/log"}, {@code "GET /pods"} is {@code "list pods"}, a PUT is an update. */
    public static Set<String> asked(Set<String> requests) {
        Set<String> verbs = new TreeSet<>();
        for (String request : requests) {
            String[] words = request.split("[ /]+");
            String resource = words[1] + (words.length > 3 ? "/" + words[3] : "");
            verbs.add(switch (words[0]) {
                case "GET" -> words.length == 2 ? "list " : "get ";
                case "POST" -> "create ";
                case "PUT" -> "update ";
                case "WATCH" -> "watch ";
                default -> words[0].toLowerCase(Locale.ROOT) + " ";
            } + resource);
        }
        return verbs;
    }
}
