package io.jenkins.plugins.mlcd.jenkins.steps.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.validate.JUnitXml;
import io.jenkins.plugins.mlcd.validate.Validation;
import io.jenkins.plugins.mlcd.validate.VerdictMarkdown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Leaves the verdict where people and other steps look for it: in the workspace and in the build's archive. */
final class ValidationFiles {

    private static final String XML = "mlcd-validation.xml";
    private static final String JSON = "mlcd-validation.json";
    private static final String MARKDOWN = "mlcd-validation.md";

    private ValidationFiles() {}

    /**
     * Writes {@code mlcd-validation.xml}, for the {@code junit} step, and {@code mlcd-validation.md}, for a comment on a pull request,
     * and archives them and the record.
     */
    static void publish(StepContext context, Validation validation, ObjectNode record) throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        workspace.child(XML).write(JUnitXml.of(validation), "UTF-8");
        workspace.child(MARKDOWN).write(VerdictMarkdown.of(validation), "UTF-8");
        workspace.child(JSON).write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(record), "UTF-8");
        Map<String, String> artifacts = Map.of(
                "mlcd/validation.xml", XML, "mlcd/validation.md", MARKDOWN, "mlcd/validation.json", JSON);
        TaskListener listener = context.get(TaskListener.class);
        BuildListener log = listener instanceof BuildListener build ? build : listener::getLogger;
        context.get(Run.class).pickArtifactManager().archive(workspace, context.get(Launcher.class), log, artifacts);
        workspace.child(JSON).delete();
    }

    /** The checks of a record as a Pipeline can use them: text and numbers only. */
    static List<Map<String, Object>> plain(ObjectNode record) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (JsonNode check : record.path("checks")) {
            Map<String, Object> plain = new LinkedHashMap<>();
            check.fields().forEachRemaining(field -> {
                if (field.getValue().isNumber()) {
                    plain.put(field.getKey(), field.getValue().asDouble());
                } else if (field.getValue().isTextual()) {
                    plain.put(field.getKey(), field.getValue().asText());
                }
            });
            checks.add(plain);
        }
        return checks;
    }
}
