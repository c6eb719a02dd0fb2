package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.expression.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether retrains that a rule of the monitor asked for made the model better, from the lineage of the versions that came of them: a retrain helped when
 * the version was better than its baseline in the first check of its gate that compares with it and wants more.
 *
 * @param retrains by rules of the monitor whose gate compared, oldest first
 */
public record RetrainHistory(List<Retrain> retrains) {

    /** From so many in a row on it is worth saying. */
    public static final int TELLING = 2;

    private static final String BASELINE = "baseline";

    /**
     * One retrain.
     *
     * @param rule of the monitor that asked for it
     * @param version that came of it
     * @param metric of the check
     * @param gained value less baseline
     */
    public record Retrain(String rule, String version, String metric, double gained) {}

    public RetrainHistory {
        retrains = List.copyOf(retrains);
    }

    /** @param versions of the model */
    public static RetrainHistory of(Path job, List<ModelVersion> versions) throws IOException {
        List<Retrain> retrains = new ArrayList<>();
        for (ModelVersion version : versions.stream().sorted(Comparator.comparing(ModelVersion::at)).toList()) {
            Optional<JsonNode> lineage = Lineage.of(job, version).map(found -> found);
            lineage.flatMap(found -> retrain(version, found)).ifPresent(retrains::add);
        }
        return new RetrainHistory(retrains);
    }

    private static Optional<Retrain> retrain(ModelVersion version, JsonNode lineage) {
        String rule = lineage.path("cause").path("evidence").path("rule").asText();
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode check : lineage.path("gate").path("checks")) {
            Optional<Rule> parsed = parse(check.path("check").asText());
            if (parsed.filter(each -> each.comparison().wantsLarge()).isPresent() && check.path("value").isNumber() && check.path(BASELINE).isNumber()) {
                double gained = check.path("value").asDouble() - check.path(BASELINE).asDouble();
                return Optional.of(new Retrain(rule, version.id(), parsed.get().metric().toString(), gained));
            }
        }
        return Optional.empty();
    }

    private static Optional<Rule> parse(String check) {
        try {
            return Optional.of(Rule.parse(check, BASELINE));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // of a version that knew other checks
        }
    }

    /** The newest retrains of a rule in a row that did not help, newest last. */
    public List<Retrain> inVain(String rule) {
        List<Retrain> own = retrains.stream().filter(retrain -> retrain.rule().equals(rule)).toList();
        int start = own.size();
        while (start > 0 && own.get(start - 1).gained() <= 0) {
            start--;
        }
        return own.subList(start, own.size());
    }

    /** What to say of a rule whose retrains did not help lately; empty when the last one did, or there were fewer than {@value #TELLING}. */
    public Optional<String> warning(String rule) {
        List<Retrain> vain = inVain(rule);
        if (vain.size() < TELLING) {
            return Optional.empty();
        }
        String versions = String.join(", ", vain.stream().map(Retrain::version).toList());
        return Optional.of("the last " + vain.size() + " retrains by rule " + rule + " did not improve " + vain.get(0).metric() + " (" + versions
                + "): look at the rule before the model");
    }
}
