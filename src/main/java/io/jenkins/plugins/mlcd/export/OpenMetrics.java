package io.jenkins.plugins.mlcd.export;

import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.loop.StageChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of jobs' models in the OpenMetrics 1.0 text format (https://prometheus.io/docs/specs/om/open_metrics_spec/): what is in
 * production and since when, how many versions are in each stage, promotions, rollbacks, and what production measured in training.
 */
public final class OpenMetrics {

    public static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final Map<String, Family> families = new LinkedHashMap<>();

    private OpenMetrics() {}

    private record Family(String type, String help, List<String> samples) {}

    /** @param jobs the registry of each job by its full name */
    public static String of(Map<String, RegistryState> jobs) {
        OpenMetrics text = new OpenMetrics();
        text.declare();
        jobs.forEach((job, state) -> state.models().forEach(model -> text.model(job, state, model)));
        return text.render();
    }

    private void declare() {
        family("mlcd_model_production", "info", "The version that is in production");
        family("mlcd_model_production_since_timestamp_seconds", "gauge", "When the version that is in production entered it");
        family("mlcd_model_production_metric", "gauge", "What was measured when the version in production was trained");
        family("mlcd_model_versions", "gauge", "Versions by stage");
        family("mlcd_model_promotions", "counter", "Versions that entered production, rollbacks left out");
        family("mlcd_model_rollbacks", "counter", "Times that an earlier version was put back into production");
        family("mlcd_model_files_bytes", "gauge", "Size of the files of all versions that have them");
        family("mlcd_model_locked", "gauge", "1 while a build moves production");
    }

    private void family(String name, String type, String help) {
        families.put(name, new Family(type, help, new ArrayList<>()));
    }

    private void model(String job, RegistryState state, String model) {
        Optional<ModelVersion> production = state.production(model);
        Optional<StageChange> since = state.inProductionSince(model);
        if (production.isPresent() && since.isPresent()) {
            add("mlcd_model_production", "_info", labels(job, model, "version", production.get().version(), "build", "" + production.get().build()), 1);
            add("mlcd_model_production_since_timestamp_seconds", "", labels(job, model), since.get().at().toEpochMilli() / 1000.0);
            production.get().metrics().forEach((metric, value) -> add("mlcd_model_production_metric", "", labels(job, model, "metric", metric), value));
        }
        for (Stage stage : Stage.values()) {
            long count = state.versions(model).stream().filter(v -> state.stage(v.id()).filter(stage::equals).isPresent()).count();
            add("mlcd_model_versions", "", labels(job, model, "stage", stage.word()), count);
        }
        List<StageChange> entered = state.history(model).stream().filter(c -> c.stage() == Stage.PRODUCTION).toList();
        long rollbacks = entered.stream().filter(c -> c.rolledBack().isPresent()).count();
        add("mlcd_model_promotions", "_total", labels(job, model), entered.size() - rollbacks);
        add("mlcd_model_rollbacks", "_total", labels(job, model), rollbacks);
        add("mlcd_model_files_bytes", "", labels(job, model),
                state.versions(model).stream().filter(v -> state.filesDeleted(v.id()).isEmpty()).mapToLong(ModelVersion::bytes).sum());
        add("mlcd_model_locked", "", labels(job, model), state.lock(model).isPresent() ? 1 : 0);
    }

    private void add(String family, String suffix, String labels, double value) {
        families.get(family).samples().add(family + suffix + labels + " " + number(value));
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    private static String labels(String job, String model, String... more) {
        StringBuilder labels = new StringBuilder("{job=\"" + escaped(job) + "\",model=\"" + escaped(model) + "\"");
        for (int i = 0; i < more.length; i += 2) {
            labels.append(',').append(more[i]).append("=\"").append(escaped(more[i + 1])).append('"');
        }
        return labels.append('}').toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private String render() {
        StringBuilder text = new StringBuilder();
        families.forEach((name, family) -> {
            text.append("# TYPE ").append(name).append(' ').append(family.type()).append('\n');
            text.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
            family.samples().forEach(sample -> text.append(sample).append('\n'));
        });
        return text.append("# EOF\n").toString();
    }
}
