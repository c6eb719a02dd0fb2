package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfigReader;
import io.jenkins.plugins.mlcd.embedded.declarative.validate.JenkinsfileValidator;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.embedded.steps.StockSteps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example and every Declarative snippet of the documentation names what there is. */
class ExamplesTest {

    private static final Pattern SNIPPET = Pattern.compile("```groovy\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path home;

    @BeforeEach
    void start() throws Exception {
        EmbeddedJenkins.start(home, HostOptions.of(new NoBuilds(), StockSteps.all()));
    }

    @AfterEach
    void stop() {
        EmbeddedJenkins.stop();
    }

    private static void validate(Path file, String text) {
        assertThatCode(() -> {
            JenkinsfileCompiler compiler = new JenkinsfileCompiler(file, text);
            new JenkinsfileValidator(compiler).validate();
            compiler.compile();
        }).as(file.toString()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples/Jenkinsfile", "examples/scripted/Jenkinsfile", "examples/python/Jenkinsfile",
        "examples/kubernetes/scripted/Jenkinsfile", "examples/kubernetes/jobs/Jenkinsfile"})
    void jenkinsfilesAreValidAndReadOnOneScreen(String file) throws Exception {
        validate(Path.of(file), Files.readString(Path.of(file)));
        assertThat(Files.readAllLines(Path.of(file))).hasSizeLessThan(100);
    }

    /** Everything in it is known; only its pods cannot be started here, which is said in words. */
    @Test
    void theKubernetesExampleIsValidButForItsPods() throws Exception {
        Path file = Path.of("examples/kubernetes/Jenkinsfile");
        JenkinsfileCompiler compiler = new JenkinsfileCompiler(file, Files.readString(file));
        assertThatThrownBy(() -> new JenkinsfileValidator(compiler).validate()).satisfies(invalid ->
                assertThat(invalid.getMessage().lines()).hasSize(2).allMatch(line -> line.endsWith("mlcd run starts no pods; use agent any or a label")));
    }

    @Test
    void theScriptedExampleCallsOnlyStepsThatThereAre() throws Exception {
        Matcher call = Pattern.compile("\\b(ml[A-Z]\\w+)\\(").matcher(Files.readString(Path.of("examples/scripted/Jenkinsfile")));
        assertThat(call.results().map(found -> found.group(1)).distinct().toList())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(StepDescriptor.byFunctionName(name)).as(name).isNotNull());
    }

    @Test
    void theConfigurationStartsATargetWhoseUsersChange() throws Exception {
        RunConfig config = RunConfigReader.read(Path.of("examples/mlcd.yaml"));
        assertThat(config.targets()).singleElement().satisfies(target -> {
            assertThat(target.name()).isEqualTo("production");
            assertThat(target.traffic()).hasSize(2).allSatisfy(phase -> assertThat(Path.of(phase.data())).isDirectory());
        });
    }

    @Test
    void declarativeSnippetsOfTheDocumentationAreValid() throws Exception {
        try (Stream<Path> files = Stream.concat(Stream.of(Path.of("README.md")), Files.walk(Path.of("docs")))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md")).toList()) {
                List<String> snippets = SNIPPET.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
                for (String snippet : snippets) {
                    new JenkinsfileCompiler(file, snippet).parse();
                    if (snippet.startsWith("pipeline")) {
                        validate(file, snippet);
                    }
                }
            }
        }
    }

    private static final class NoBuilds implements BuildRunner {
        @Override
        public Result run(WorkflowRun run) {
            throw new IllegalStateException("nothing runs here");
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {}
    }
}
