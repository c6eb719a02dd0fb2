package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The maps in which a Jenkinsfile writes its search spaces. */
public final class Spaces {

    private Spaces() {}

    /**
     * Algorithms and their spaces; a single {@code space} becomes that of an algorithm with an empty name.
     *
     * @throws IllegalArgumentException with one sentence that names the algorithm, the parameter and the rule
     */
    public static Map<String, SearchSpace> parse(@CheckForNull Map<String, Object> algorithms, @CheckForNull Map<String, Object> space) {
        if ((algorithms == null) == (space == null)) {
            throw new IllegalArgumentException(algorithms == null
                    ? "nothing to try: give algorithms: [name: [parameter: range]] or space: [parameter: range]"
                    : "algorithms and space are both given: give one of them");
        }
        Map<String, SearchSpace> spaces = new LinkedHashMap<>();
        if (space != null) {
            spaces.put("", SearchSpace.parse(space));
        } else {
            algorithms.forEach((name, written) -> spaces.put(name, parse(name, written)));
        }
        return spaces;
    }

    private static SearchSpace parse(String algorithm, @CheckForNull Object written) {
        if (!(written instanceof Map<?, ?> space)) {
            throw new IllegalArgumentException("algorithm '" + algorithm + "' has " + written
                    + " for its space, but a map is expected, such as [lr: '1e-4..1e-1 log']");
        }
        try {
            return SearchSpace.parse(space);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("algorithm '" + algorithm + "': " + e.getMessage(), e);
        }
    }

    /** A copy of what a script passed, of plain and serializable types only: maps, lists, numbers, truth values and text. */
    public static Map<String, Object> plain(Map<?, ?> written) {
        Map<String, Object> plain = new LinkedHashMap<>();
        written.forEach((key, value) -> plain.put(String.valueOf(key), plainValue(value)));
        return plain;
    }

    @CheckForNull
    private static Object plainValue(@CheckForNull Object value) {
        if (value instanceof Map<?, ?> map) {
            return plain(map);
        }
        if (value instanceof Collection<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plainValue(element)));
            return plain;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
