package io.jenkins.plugins.mlcd.agent.train;

import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.data.Split;
import io.jenkins.plugins.mlcd.agent.model.Algorithm;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Settings;
import io.jenkins.plugins.mlcd.record.Schema;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be trained.
 *
 * @param data labelled samples: those to learn from and those held out for the objective, at least one each, and two to learn from
 * @param classes at least two, in the order of the model's probabilities
 * @param seed from which everything random comes
 * @param base the trained network to start from, for the algorithm that needs one
 */
public record Job(Algorithm algorithm, Settings settings, Split data, List<String> classes, long seed, Optional<Path> base) {

    /** As {@link #of(Algorithm, Settings, Part, long, Optional)}, without a base. */
    public static Job of(Algorithm algorithm, Settings settings, Part training, long seed) {
        return of(algorithm, settings, training, seed, Optional.empty());
    }

    /**
     * The job of training on {@code training}, whose classes are the labels that occur in it.
     *
     * @throws IllegalArgumentException when there is too little data
     */
    public static Job of(Algorithm algorithm, Settings settings, Part training, long seed, Optional<Path> base) {
        Split split = Split.of(training.labelled());
        List<String> classes = classes(split.learn());
        if (classes.size() < 2 || split.heldOut().size() == 0) {
            throw new IllegalArgumentException("the training data holds " + training.labelled().size() + " labelled samples of " + classes.size()
                    + " classes; at least 2 classes, and enough samples to hold some out, are needed");
        }
        return new Job(algorithm, settings, split, classes, seed, base);
    }

    /** The labels that occur, numbers in their order before other names in theirs. */
    private static List<String> classes(Part part) {
        Comparator<String> order = Comparator.comparing((String name) -> !name.matches("\\d{1,9}"))
                .thenComparing(name -> name.matches("\\d{1,9}") ? Integer.parseInt(name) : 0)
                .thenComparing(Comparator.naturalOrder());
        return part.samples().stream().map(sample -> sample.label().orElseThrow()).distinct().sorted(order).toList();
    }

    /** The index of each learned sample's class. */
    int[] targets() {
        return data.learn().samples().stream().mapToInt(sample -> classes.indexOf(sample.label().orElseThrow())).toArray();
    }

    /** The description of the model that this job makes, before anything is known about its training. */
    ModelDescription description() {
        return new ModelDescription(Schema.MODEL.name(), Schema.MODEL.version(), algorithm.name(), new LinkedHashMap<>(settings.values()), algorithm.framework(), classes,
                data.learn().shape(), Optional.empty(), Optional.of(seed), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
