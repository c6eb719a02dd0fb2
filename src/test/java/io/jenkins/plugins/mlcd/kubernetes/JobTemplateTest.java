package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobTemplateTest {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
                - name: data
                  image: data:1
                - name: train
                  image: train:1
                  resources: {limits: {nvidia.com/gpu: 2, memory: 8Gi}}
                  env:
                    - {name: ML_MODEL_DIR, value: /models/$(ML_STUDY)/$(ML_TRIAL)}
                    - {name: ML_SEED, value: "1"}
                    - {name: CUDA_VISIBLE_DEVICES, value: "0"}
            """;

    private static final StudyKey STUDY = new StudyKey("https://ci.example.org/", "team/digits nightly", 42, "Digits_2");
    private static final TrialKey KEY = new TrialKey(STUDY, 7, 2);

    private static TrialSpec spec() {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("ML_STUDY", "Digits_2");
        env.put("ML_TRIAL", "7");
        env.put("ML_SEED", "99");
        env.put("ML_PARAM_NAME", "$(HOME)");
        return new TrialSpec(KEY, env, "{\"lr\":0.1}", "https://ci.example.org/job/digits/42/");
    }

    private static Job build(String yaml, String container) {
        return JobTemplate.parse("---\n" + yaml, Optional.ofNullable(container)).build(spec(), "ml", Optional.of("gpus"));
    }

    @Test
    void namesAndLabelsTheJobByBuildStudyTrialAndAttempt() {
        Job job = build(POD, "train");
        assertThat(job.getMetadata().getName()).matches("mlcd-digits-2-[0-9a-f]{8}-42-t7-2").hasSizeLessThan(64);
        assertThat(job.getMetadata().getNamespace()).isEqualTo("ml");
        assertThat(job.getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/managed-by", "mlcd")
                .containsEntry("mlcd.jenkins.io/build", "42")
                .containsEntry("mlcd.jenkins.io/study", "Digits-2")
                .containsEntry("mlcd.jenkins.io/trial", "7")
                .containsEntry("mlcd.jenkins.io/attempt", "2")
                .containsEntry("kueue.x-k8s.io/queue-name", "gpus")
                .hasEntrySatisfying("mlcd.jenkins.io/job", job1 -> assertThat(job1).matches("team-digits-nightly-[0-9a-f]{8}"));
        assertThat(job.getSpec().getTemplate().getMetadata().getLabels()).containsAllEntriesOf(KEY.labels());
        assertThat(TrialKey.of(STUDY, job.getMetadata().getLabels())).contains(KEY);
        assertThat(TrialKey.of(new StudyKey(STUDY.controller(), STUDY.job(), 41, STUDY.study()), job.getMetadata().getLabels())).isEmpty();
    }

    @Test
    void runsAnAttemptOnce() {
        Job job = build(POD, "train");
        assertThat(job.getSpec().getBackoffLimit()).isZero();
        assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(86_400);
    }

    @Test
    void givesTheTrainerTheProtocolAndTheOthersNothing() {
        Job job = build(POD, "train");
        Container train = job.getSpec().getTemplate().getSpec().getContainers().get(1);
        assertThat(train.getEnv()).extracting(EnvVar::getName).containsExactly(
                "ML_STUDY", "ML_TRIAL", "ML_SEED", "ML_PARAM_NAME", "ML_PARAMS_FILE", "ML_MODEL_DIR", "CUDA_VISIBLE_DEVICES");
        assertThat(train.getEnv()).extracting(EnvVar::getValue).containsExactly(
                "Digits_2", "7", "99", "$$(HOME)", "/var/run/mlcd/params/params.json", "/models/$(ML_STUDY)/$(ML_TRIAL)", "0");
        assertThat(train.getVolumeMounts()).extracting(mount -> mount.getMountPath()).containsExactly("/var/run/mlcd/params", "/var/run/mlcd/model");
        assertThat(job.getSpec().getTemplate().getMetadata().getAnnotations()).containsEntry("mlcd.jenkins.io/params", "{\"lr\":0.1}");
        assertThat(job.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv()).isEmpty();
    }

    @Test
    void takesAJobAndAPodTemplateAsWell() {
        String container = "{containers: [{name: t, image: t}]}";
        Job job = build("{apiVersion: batch/v1, kind: Job, metadata: {labels: {team: vision}}, spec: {activeDeadlineSeconds: 60, template: {spec: " + container + "}}}", null);
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(60);
        assertThat(job.getMetadata().getLabels()).containsEntry("team", "vision");
        assertThat(build("{apiVersion: v1, kind: PodTemplate, template: {spec: " + container + "}}", null)
                .getSpec().getTemplate().getSpec().getContainers()).hasSize(1);
    }

    @Test
    void countsTheGpusOfATrial() {
        assertThat(JobTemplate.parse(POD, Optional.empty()).gpus()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "kind 'Deployment' must be Job, PodTemplate or Pod | {kind: Deployment}",
        "kind '' must be Job, PodTemplate or Pod | {}",
        "it cannot be read | '[1, 2'",
        "it has 2 documents, but one is expected | 'kind: Job\\n---\\nkind: Pod'",
        "the template has no containers | {kind: Job, spec: {template: {spec: {}}}}",
        "parallelism 4 must be 1: a trial runs in one pod | {kind: Job, spec: {parallelism: 4, template: {spec: {containers: [{name: t}]}}}}",
        "restartPolicy OnFailure must be Never | {kind: Pod, spec: {restartPolicy: OnFailure, containers: [{name: t}]}}",
        "it is no Pod: | {kind: Pod, spec: 5}"
    })
    void refusesATemplateThatCannotRunATrial(String words, String yaml) {
        assertThatThrownBy(() -> JobTemplate.parse("---\n" + yaml.replace("\\n", "\n"), Optional.empty())).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("yaml: " + words);
    }

    @Test
    void refusesAContainerThatIsNotThere() {
        assertThatThrownBy(() -> JobTemplate.parse(POD, Optional.of("trainer"))).hasMessage("container 'trainer' is not in the template, which has data, train");
    }

    @Test
    void namesStayWithinTheLimitsOfKubernetes() {
        StudyKey long1 = new StudyKey("https://ci.example.org/", "a".repeat(200) + "/" + "b".repeat(60), 999_999, "S".repeat(64));
        TrialKey key = new TrialKey(long1, 99_999, 10);
        assertThat(key.name()).hasSizeLessThan(64).matches("[a-z0-9-]+");
        assertThat(key.labels().values()).allSatisfy(value -> assertThat(value).hasSizeLessThan(64).matches("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?"));
    }
}
