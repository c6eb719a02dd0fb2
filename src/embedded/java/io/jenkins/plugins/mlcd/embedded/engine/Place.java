package io.jenkins.plugins.mlcd.embedded.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in the pipeline a step is.
 *
 * @param stages names of the stages and branches around, outermost first
 */
public record Place(List<String> stages) {

    static final Place OUTSIDE = new Place(List.of());

    public Place {
        stages = List.copyOf(stages);
    }

    /** The place inside of a stage or branch; a Declarative stage in a branch of the same name is one place. */
    public Place inside(String name) {
        if (innermost().equals(name)) {
            return this;
        }
        List<String> inner = new ArrayList<>(stages);
        inner.add(name);
        return new Place(inner);
    }

    public String innermost() {
        return stages.isEmpty() ? "" : stages.get(stages.size() - 1);
    }

    /** {@code Sweep / WORKER=1}. */
    public String path() {
        return String.join(" / ", stages);
    }
}
