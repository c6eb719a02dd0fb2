package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.RegistryView;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd registry list}: the versions of all models, with what is in production marked. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the versions of all models and their stages.")
final class RegistryList implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryPlace place;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ArrayNode jobs = Json.mapper().createArrayNode();
        for (Map.Entry<String, Path> job : place.jobs().entrySet()) {
            List<ObjectNode> models = RegistryView.of(job.getValue()).models();
            jobs.addObject().put("job", job.getKey()).putArray("models").addAll(models);
        }
        if (json) {
            out.println(jobs.toPrettyString());
        } else {
            jobs.forEach(job -> job.path("models").forEach(model -> print(out, job.path("job").asText(), model)));
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, String job, JsonNode model) {
        String since = model.has("since") ? " since " + model.at("/since/at").asText() + " by " + model.at("/since/by").asText() + ": "
                + model.at("/since/reason").asText() : "";
        out.println(TextTable.plain(job + ": " + model.path("model").asText() + " has " + model.path("production").asText("nothing") + " in production" + since));
        if (model.has("lock")) {
            out.println(TextTable.plain("  locked by build " + model.at("/lock/build").asText() + " since " + model.at("/lock/at").asText() + ": it "
                    + model.at("/lock/reason").asText()));
        }
        TextTable table = new TextTable("version", "stage", "build", "trial", "registered", "bytes", "metrics");
        for (JsonNode version : model.path("versions")) {
            String aliases = StreamSupport.stream(version.path("aliases").spliterator(), false).map(alias -> " @" + alias.asText()).reduce("", String::concat);
            table.row(version.path("id").asText() + aliases, version.path("stage").asText(), version.path("build").asText(), version.path("trial").asText("-"),
                    version.path("at").asText(), version.has("filesDeleted") ? "deleted" : version.path("bytes").asText(), Figures.of(version.path("metrics")));
        }
        table.print(out);
    }
}
