package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mlcd registry show digits:42}: everything that is known of one version. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what made a version, how it was judged, and where it has been.")
final class RegistryShow implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryPlace place;

    @Parameters(paramLabel = "VERSION", description = "Such as digits:42, or by an alias digits@champion, digits@production, digits@predecessor.")
    private String id;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RegistryPlace.Found found = place.find(id);
        ObjectNode version = found.view().version(found.version());
        if (json) {
            out.println(version.toPrettyString());
        } else {
            print(out, found.job(), version);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, String job, ObjectNode version) {
        JsonNode lineage = version.path("lineage");
        TextTable table = new TextTable(version.path("id").asText(), version.path("stage").asText());
        table.row("job", job + ", build " + version.path("build").asText());
        line(table, "cause", lineage.at("/cause/summary"));
        if (lineage.has("dataset")) {
            table.row("data", lineage.at("/dataset/name").asText() + " " + lineage.at("/dataset/dataVersion").asText() + ", " + lineage.at("/dataset/samples").asText()
                    + " samples, " + lineage.at("/dataset/newSamples").asText() + " of them new");
        } else {
            line(table, "data", version.path("dataset"));
        }
        if (version.has("study")) {
            table.row("trial", version.path("trial").asText() + " of study " + version.path("study").asText());
        }
        table.row("params", Figures.of(version.path("params")));
        table.row("metrics", Figures.of(version.path("metrics")));
        line(table, "commit", lineage.path("commit"));
        line(table, "image", lineage.path("image"));
        line(table, "agent", lineage.path("agent"));
        table.row("files", version.path("artifacts").asText() + ", " + version.path("bytes").asText() + " bytes, " + version.path("sha256").asText());
        line(table, "deleted", version.at("/filesDeleted/reason"));
        gate(table, lineage.path("gate"));
        for (JsonNode step : lineage.at("/rollout/steps")) {
            table.row("traffic", step.path("at").asText() + "  " + step.path("weight").asText() + " %  " + step.path("verdict").asText() + " " + step.path("reason").asText());
        }
        for (JsonNode change : version.path("history")) {
            String rolledBack = change.has("rolledBack") ? " in place of " + change.path("model").asText() + ":" + change.path("rolledBack").asText() : "";
            table.row("stage", change.path("at").asText() + "  " + change.path("model").asText() + ":" + change.path("version").asText() + " " + change.path("stage").asText()
                    + rolledBack + " by " + change.path("by").asText() + ": " + change.path("reason").asText());
        }
        table.print(out);
    }

    private static void gate(TextTable table, JsonNode gate) {
        line(table, "gate", gate.path("summary").isMissingNode() ? gate.path("verdict") : gate.path("summary"));
        for (JsonNode check : gate.path("checks")) {
            String interval = check.has("interval")
                    ? " [" + Figures.number(check.at("/interval/0").asDouble()) + ", " + Figures.number(check.at("/interval/1").asDouble()) + "]" : "";
            String value = check.has("value") ? "  " + Figures.number(check.path("value").asDouble()) + interval : "";
            table.row("check", check.path("verdict").asText("left out") + "  " + check.path("check").asText() + " on " + check.path("benchmark").asText() + value);
        }
        if (gate.has("override")) {
            table.row("override", (gate.at("/override/approved").asBoolean() ? "approved" : "declined") + " by " + gate.at("/override/by").asText() + " at "
                    + gate.at("/override/at").asText() + ": " + gate.at("/override/reason").asText());
        }
    }

    private static void line(TextTable table, String name, JsonNode value) {
        if (value.isValueNode()) {
            table.row(name, value.asText());
        }
    }
}
