package io.jenkins.plugins.mlcd.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people write for a trial: a {@code Job}, a {@code PodTemplate} or a {@code Pod} in YAML, read and checked.
 *
 * @param job the template as a Job
 * @param container name of the container that trains
 */
public record JobTemplate(Job job, String container) {

    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
    private static final Set<String> KINDS = Set.of("Job", "PodTemplate", "Pod");

    /**
     * Reads a template.
     *
     * @param yaml one document
     * @param container the container that trains; empty for the first one
     * @throws IllegalArgumentException with one sentence that says what is wrong with it
     */
    public static JobTemplate parse(String yaml, Optional<String> container) {
        Job job = ClientLoader.within(() -> job(yaml));
        JobSpec spec = job.getSpec();
        if (spec == null || spec.getTemplate() == null || spec.getTemplate().getSpec() == null
                || spec.getTemplate().getSpec().getContainers().isEmpty()) {
            throw new IllegalArgumentException("yaml: the template has no containers");
        }
        requireOnePod(spec);
        return new JobTemplate(job, trainer(spec.getTemplate().getSpec().getContainers(), container));
    }

    private static Job job(String yaml) {
        requireOneDocument(yaml);
        KubernetesSerialization yamlReader = new KubernetesSerialization();
        JsonNode document;
        try {
            document = yamlReader.unmarshal(yaml, JsonNode.class);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("yaml: it cannot be read: " + firstLine(e), e);
        }
        String kind = document == null ? "" : document.path("kind").asText();
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("yaml: kind '" + kind + "' must be Job, PodTemplate or Pod");
        }
        try {
            return switch (kind) {
                case "Job" -> yamlReader.convertValue(document, Job.class);
                case "PodTemplate" -> around(yamlReader.convertValue(document.path("template"), PodTemplateSpec.class));
                default -> around(yamlReader.convertValue(document, PodTemplateSpec.class));
            };
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("yaml: it is no " + kind + ": " + firstLine(e), e);
        }
    }

    private static void requireOneDocument(String yaml) {
        long documents = SEPARATOR.splitAsStream(yaml).filter(part -> !part.isBlank()).count();
        if (documents > 1) {
            throw new IllegalArgumentException("yaml: it has " + documents + " documents, but one is expected");
        }
    }

    private static Job around(PodTemplateSpec template) {
        PodTemplateSpec plain = new PodTemplateSpecBuilder(template).withAdditionalProperties(Map.of()).build();
        return new JobBuilder().withNewMetadata().endMetadata().withNewSpec().withTemplate(plain).endSpec().build();
    }

    /** One attempt is one pod: the study runs a lost trial again, and nobody else may. */
    private static void requireOnePod(JobSpec spec) {
        requireAtMostOne("parallelism", spec.getParallelism());
        requireAtMostOne("completions", spec.getCompletions());
        String restart = spec.getTemplate().getSpec().getRestartPolicy();
        if (restart != null && !restart.equals("Never")) {
            throw new IllegalArgumentException("yaml: restartPolicy " + restart + " must be Never: a trial that ended is not run again by the node");
        }
    }

    private static void requireAtMostOne(String field, Integer value) {
        if (value != null && value != 1) {
            throw new IllegalArgumentException("yaml: " + field + " " + value + " must be 1: a trial runs in one pod");
        }
    }

    private static String trainer(List<Container> containers, Optional<String> wanted) {
        List<String> names = containers.stream().map(Container::getName).toList();
        if (wanted.isPresent() && !names.contains(wanted.get())) {
            throw new IllegalArgumentException("container '" + wanted.get() + "' is not in the template, which has "
                    + names.stream().collect(Collectors.joining(", ")));
        }
        return wanted.orElse(names.get(0));
    }

    private static String firstLine(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** The Job of an attempt; see {@link TrialJobBuilder}. */
    public Job build(TrialSpec trial, String namespace, Optional<String> queue) {
        return new TrialJobBuilder(this, trial).build(namespace, queue);
    }

    /** How many GPUs a trial asks for: the sum of all limits whose resource's name ends in {@code /gpu}. */
    public long gpus() {
        return pod().getContainers().stream()
                .filter(part -> part.getResources() != null && part.getResources().getLimits() != null)
                .flatMap(part -> part.getResources().getLimits().entrySet().stream())
                .filter(limit -> limit.getKey().endsWith("/gpu"))
                .mapToLong(limit -> limit.getValue().getNumericalAmount().longValue())
                .sum();
    }

    PodSpec pod() {
        return job.getSpec().getTemplate().getSpec();
    }
}
