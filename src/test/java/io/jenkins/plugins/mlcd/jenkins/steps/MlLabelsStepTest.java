package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.mlcd.jenkins.labels.MlLabelsStep;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.QueueSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlLabelsStepTest {

    @TempDir
    Path home;

    private StepHarness jenkins;
    private FakeTarget target;
    private LabelQueue queue;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
        target = new FakeTarget();
        queue = new LabelQueue(home.resolve("jenkins/jobs/digits"), "digits", InstantSource.system());
    }

    @AfterEach
    void stop() {
        target.close();
        jenkins.close();
    }

    private static String rows(int samples, int labelled) {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder("id,at,model,prediction,confidence,label,device,x0,x1,x2\n");
        for (int i = 0; i < samples; i++) {
            rows.append(i).append(",2026-01-01T00:00:00Z,digits:1,").append(i % 4 == 0 ? "yes" : "no").append(",0.").append(i % 10).append(',').append(i < labelled ? "yes" : "").append(',')
                    .append(i % 2 == 0 ? "old" : "new");
            for (int x = 0; x < 3; x++) {
                rows.append(',').append(random.nextInt(256) / 255f);
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    /** As a Pipeline calls it. */
    private static MlLabelsStep step(Map<String, ?> more) {
        Map<String, Object> arguments = new HashMap<>(Map.of("model", "digits"));
        arguments.putAll(more);
        return (MlLabelsStep) DescribableModel.of(MlLabelsStep.class).instantiate(arguments, null);
    }

    @Test
    void fillsTheQueueFromTheTargetAndNeverTwiceInABuild() throws Exception {
        target.capture = rows(100, 10);
        Map<String, Object> arguments = new HashMap<>(Map.of("target", "production", "budget", 20, "agreement", 2, "within", "7d", "guess", "after", "lease", "90s"));
        arguments.putAll(Map.of("slices", List.of("device"), "columns", List.of("age", "income", "rate"), "classes", List.of("yes", "no", "perhaps"), "dataset", "loans", "feedbackShare", 0.6));
        MlLabelsStep step = step(arguments);
        jenkins.build(build -> {
            Map<?, ?> result = (Map<?, ?>) build.run(step);
            assertThat(result.get("queued")).isEqualTo(20);
            assertThat(result.get("answered")).isEqualTo(10);
            assertThat(result.get("waiting")).isEqualTo(20);
            assertThat(result.get("skipped")).isEqualTo(false);
            assertThat(build.run(step)).as("done again after a restart").isEqualTo(result);
            assertThat(build.log()).contains("of 100 samples: 10 have their label", "are to be labelled at job/digits/ml-labels/");
            assertThat(build.workspace.child(".mlcd/labels-digits.csv").exists()).isFalse();
        });
        QueueSettings settings = queue.view().settings().orElseThrow();
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(90));
        assertThat(List.of(settings.agreement(), settings.enough(), settings.dataset(), settings.guess().word())).containsExactly(2, 10, "loans", "after");
        assertThat(settings.shape().columns()).containsExactly("age", "income", "rate");
        assertThat(queue.samples(Optional.empty()).get(0).sample().group()).contains(", device ");
        jenkins.build(build -> assertThat(((Map<?, ?>) build.run(step)).get("queued")).as("the next build goes on").isEqualTo(20));
        assertThat(queue.contents()).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void asksForNothingThatTheDataSetHas() throws Exception {
        jenkins.build(build -> {
            String capture = rows(30, 0);
            build.workspace.child("capture.csv").write(capture, "UTF-8");
            StringBuilder data = new StringBuilder("label,x0,x1,x2\n");
            capture.lines().skip(1).limit(25).forEach(row -> data.append("no").append(row.substring(row.lastIndexOf("old,") > 0 ? row.lastIndexOf("old,") + 3 : row.lastIndexOf("new,") + 3)).append('\n'));
            build.workspace.child("data/train/data.csv").write(data.toString(), "UTF-8");
            Map<?, ?> result = (Map<?, ?>) build.run(step(Map.of("capture", "capture.csv", "path", "data")));
            assertThat(result.get("queued")).isEqualTo(5);
        });
        assertThat(queue.view().settings().orElseThrow().classes()).containsExactly("no");
    }

    @Test
    void skipsTheQueueWhereLabelsArriveByThemselves() throws Exception {
        target.capture = rows(40, 30);
        jenkins.build(build -> {
            Map<?, ?> result = (Map<?, ?>) build.run(step(Map.of("target", "production")));
            assertThat(result.get("skipped")).isEqualTo(true);
            assertThat(result.get("queued")).isEqualTo(0);
            assertThat(build.log()).contains("the true labels of 30 of 40 samples came back by themselves; nobody is asked");
        });
        target.capture = "";
        jenkins.build(build -> {
            build.run(step(Map.of("target", "production")));
            assertThat(build.log()).contains("nothing was captured; nobody is asked");
        });
        assertThat(queue.contents()).isEmpty();
    }

    @Test
    void namesAMistakeInOneSentence() throws Exception {
        target.capture = rows(20, 0);
        assertMistake("either by target or by capture", Map.of());
        assertMistake("either by target or by capture", Map.of("target", "production", "capture", "x.csv"));
        assertMistake("budget must be 1 to 10000 samples, but is 0", Map.of("target", "production", "budget", 0));
        assertMistake("agreement must be 1 or 2 people, but is 3", Map.of("target", "production", "agreement", 3));
        assertMistake("guess 'never' is none of hidden, after, shown", Map.of("target", "production", "guess", "never"));
        assertMistake("feedbackShare must be 0 to 1", Map.of("target", "production", "feedbackShare", 2));
        assertMistake("slice 'region' is no column of the capture", Map.of("target", "production", "slices", List.of("region")));
        assertMistake("columns names 1 columns, but an input has 3 values", Map.of("target", "production", "columns", List.of("age")));
        assertMistake("target 'staging' is not configured", Map.of("target", "staging"));
        jenkins.build(build -> build.run(step(Map.of("target", "production"))));
        target.capture = "prediction,x0\nyes,0.5\nno,0.1\n";
        assertMistake("the queue of digits has inputs of 3 values, but the traffic has 1", Map.of("target", "production"));
        assertThat(Files.exists(home.resolve("jenkins/jobs/digits/mlcd/labels-digits.jsonl"))).isTrue();
    }

    private void assertMistake(String sentence, Map<String, ?> arguments) {
        assertThatThrownBy(() -> jenkins.build(build -> build.run(step(arguments)))).isInstanceOf(AbortException.class).hasMessageContaining(sentence);
    }
}
