package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How two definitions of a study differ, in words. */
final class DefinitionDiff {

    private DefinitionDiff() {}

    /** One phrase a difference, such as {@code "maxTrialCount is 60 there and 30 here"}; none when they are equal. */
    static List<String> between(ObjectNode there, ObjectNode here) {
        List<String> differences = new ArrayList<>();
        compare("", there, here, differences);
        return differences;
    }

    /** @throws IllegalArgumentException naming every difference, when there is one */
    static void requireNone(ObjectNode there, StudyDefinition here) {
        List<String> differences = between(there, here.toJson());
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("study '" + here.study() + "' of this build is defined otherwise already: "
                    + String.join("; ", differences) + ". Workers of one study need the same definition");
        }
    }

    private static void compare(String path, ObjectNode there, ObjectNode here, List<String> differences) {
        Set<String> names = new LinkedHashSet<>();
        there.fieldNames().forEachRemaining(names::add);
        here.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String field = path.isEmpty() ? name : path + "." + name;
            JsonNode left = there.path(name);
            JsonNode right = here.path(name);
            if (left instanceof ObjectNode a && right instanceof ObjectNode b) {
                compare(field, a, b, differences);
            } else if (!words(left).equals(words(right))) {
                differences.add(field + " is " + words(left) + " there and " + words(right) + " here");
            }
        }
        if (differences.isEmpty() && !names(there).equals(names(here))) {
            differences.add((path.isEmpty() ? "the definition" : path) + " has another order there");
        }
    }

    private static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String words(JsonNode node) {
        if (node.isMissingNode()) {
            return "not given";
        }
        return node.isTextual() ? "'" + node.asText() + "'" : node.toString();
    }
}
