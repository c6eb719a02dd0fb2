package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * An earlier build of the job, to be read for a warm start.
 *
 * @param number of the build
 * @param layout where its record lies
 */
public record EarlierBuild(int number, BuildLayout layout) {

    private static final Logger LOGGER = Logger.getLogger(EarlierBuild.class.getName());

    /** How much a trial counts that was made with another version of the data. */
    static final double OTHER_DATA_WEIGHT = 0.3;

    private static final int MOST_TRIALS = 200;

    /**
     * What the builds found out about the study that {@code definition} goes on with, in the order of {@code builds}. Left out
     * are: builds without that study or with other metrics or directions, builds whose record cannot be read, and trials whose
     * parameters are not in the spaces of today.
     *
     * @param today the record of the build that begins
     */
    public static List<Earlier> read(StudyDefinition definition, BuildLayout today, List<EarlierBuild> builds) {
        Optional<String> version = dataVersion(today.dataset());
        List<Earlier> earlier = new ArrayList<>();
        for (EarlierBuild build : builds) {
            try {
                build.read(definition, version).filter(found -> !found.trials().isEmpty()).ifPresent(earlier::add);
            } catch (IOException | IllegalArgumentException e) {
                LOGGER.log(Level.WARNING, "build " + build.number + " is no use to a warm start: " + e.getMessage());
            }
        }
        return earlier;
    }

    private Optional<Earlier> read(StudyDefinition definition, Optional<String> today) throws IOException {
        StudyState state = StudyState.read(layout.study(definition.study()));
        if (state.definition().isEmpty() || !isAbout(definition, state.definition().get())) {
            return Optional.empty();
        }
        Ranking ranking = Ranking.of(definition.objectives());
        state.finished().stream().map(state::trial).forEach(trial -> position(definition.algorithms(), trial)
                .ifPresent(position -> ranking.add(new History.Observation(trial, position))));
        List<Earlier.Tried> trials = ranking.bestFirst().stream()
                .limit(MOST_TRIALS)
                .map(History.Observation::trial)
                .map(trial -> new Earlier.Tried(trial.number(), trial.algorithm(), trial.params(), trial.value()))
                .toList();
        Optional<String> version = dataVersion(layout.dataset());
        return Optional.of(new Earlier(number, version, version.equals(today) ? 1 : OTHER_DATA_WEIGHT, trials));
    }

    private static boolean isAbout(StudyDefinition definition, ObjectNode earlier) {
        ObjectNode now = definition.toJson();
        return Stream.of("metric", "direction").allMatch(field -> now.path(field).equals(earlier.path(field)))
                && (definition.objectives().size() == 1 || now.path("metrics").equals(earlier.path("metrics")));
    }

    private static Optional<double[]> position(Map<String, SearchSpace> algorithms, Trial trial) {
        return Optional.ofNullable(algorithms.get(trial.algorithm())).flatMap(space -> space.positions(trial.params()));
    }

    private static Optional<String> dataVersion(Path file) {
        try {
            JsonNode version = Files.exists(file) ? Json.read(file, ObjectNode.class).path("dataVersion") : Json.object().path("dataVersion");
            return version.isTextual() ? Optional.of(version.asText()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
