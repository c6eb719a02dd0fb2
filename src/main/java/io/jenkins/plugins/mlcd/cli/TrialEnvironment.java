package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The environment that {@code mlSweep} and {@code mlValidate} give to a command (docs/reference/protocol.md). */
record TrialEnvironment(Map<String, String> variables) {

    private static final String PREFIX = "ML_PARAM_";

    /** The variable's value; empty when it is not set or set to nothing. */
    Optional<String> get(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }

    /** The path that was given on the command line, else the variable's; empty when there is neither. */
    Optional<Path> path(@CheckForNull Path given, String variable) {
        return given != null ? Optional.of(given) : get(variable).map(Path::of);
    }

    /**
     * The trial's parameters: those of {@code ML_PARAMS_FILE}, which knows the names as they were written, or else the variables
     * {@code ML_PARAM_*} in lower case.
     *
     * @throws IOException when the file cannot be read or is no JSON object
     */
    Map<String, String> parameters() throws IOException {
        Optional<String> file = get("ML_PARAMS_FILE");
        return file.isPresent() ? fromFile(Path.of(file.get())) : fromVariables();
    }

    private static Map<String, String> fromFile(Path file) throws IOException {
        try {
            ObjectNode json = Json.parseObject(Files.readString(file));
            Map<String, String> parameters = new LinkedHashMap<>();
            json.fields().forEachRemaining(field -> parameters.put(field.getKey(), field.getValue().asText()));
            return parameters;
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    private Map<String, String> fromVariables() {
        Map<String, String> parameters = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                parameters.put(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return parameters;
    }
}
