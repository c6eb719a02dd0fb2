package org.jenkinsci.plugins.structs.describable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groovy.lang.GString;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.GStringImpl;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** How arguments become the values of parameters. */
class CoercionTest {

    @TempDir
    private static Path home;

    @BeforeAll
    static void start() throws IOException {
        EmbeddedJenkins.start(home, HostOptions.of(new NoBuilds(), List.of(new GridDescriptor(), new RandomDescriptor(), new StudyDescriptor())));
    }

    @AfterAll
    static void stop() {
        EmbeddedJenkins.stop();
    }

    private static Study study(Map<String, ?> arguments) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("name", "digits"));
        all.putAll(arguments);
        return DescribableModel.of(Study.class).instantiate(all, null);
    }

    @ParameterizedTest
    @MethodSource("values")
    void coercesAsJenkinsDoes(String parameter, Object given, Object expected) {
        assertThat(study(Map.of(parameter, given)).values.get(parameter)).isEqualTo(expected);
    }

    static Stream<Arguments> values() throws Exception {
        GString text = new GStringImpl(new Object[] {7}, new String[] {"seed ", ""});
        return Stream.of(Arguments.of("label", text, "seed 7"), Arguments.of("goal", new BigDecimal("0.97"), 0.97), Arguments.of("goal", 1, 1.0),
                Arguments.of("goal", "0.5", 0.5), Arguments.of("trials", 60L, 60), Arguments.of("trials", new BigDecimal("2.9"), 2),
                Arguments.of("trials", "12", 12), Arguments.of("strict", "true", true), Arguments.of("strict", true, true),
                Arguments.of("unit", "HOURS", TimeUnit.HOURS), Arguments.of("onFailure", "unstable", Result.UNSTABLE),
                Arguments.of("url", "http://localhost/x", new URL("http://localhost/x")), Arguments.of("checks", List.of("a", text), List.of("a", "seed 7")),
                Arguments.of("weights", List.of(5, 25), List.of(5, 25)), Arguments.of("space", Map.of("lr", List.of(1, 2)), Map.of("lr", List.of(1, 2))),
                Arguments.of("sampler", new UninstantiatedDescribable("grid", null, Map.of()), new Grid()),
                Arguments.of("sampler", new UninstantiatedDescribable("random", null, Map.of(UninstantiatedDescribable.ANONYMOUS_KEY, 7)), new RandomSampler(7)),
                Arguments.of("sampler", Map.of("$class", "RandomSampler", "seed", 9), new RandomSampler(9)),
                Arguments.of("samplers", List.of(new UninstantiatedDescribable("grid", null, Map.of()), Map.of("$class", Grid.class.getName())), List.of(new Grid(), new Grid())));
    }

    @Test
    void coercesAListToAnArray() {
        assertThat((String[]) study(Map.of("tags", List.of("a", "b"))).values.get("tags")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysInOneSentenceWhatIsWrong(Map<String, ?> arguments, String message) {
        assertThatThrownBy(() -> study(arguments)).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(Map.of("trials", "many"), "study: trials expects int, but got 'many'"),
                Arguments.of(Map.of("trials", List.of(1)), "study: trials expects int, but got [1] (" + List.of(1).getClass().getSimpleName() + ")"),
                Arguments.of(Map.of("label", 7), "study: label expects String, but got 7 (Integer)"),
                Arguments.of(Map.of("unit", "FORTNIGHTS"), "study: unit expects TimeUnit (one of NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS), but got 'FORTNIGHTS'"),
                Arguments.of(Map.of("trails", 3), "study has no parameter 'trails'; did you mean 'trials'?"),
                Arguments.of(Map.of("sampler", new UninstantiatedDescribable("tpe", null, Map.of())), "study: sampler: there is no Sampler 'tpe'; there is: grid, random"),
                Arguments.of(Map.of("sampler", new UninstantiatedDescribable("random", null, Map.of())), "study: sampler: random needs the parameter 'seed'"),
                Arguments.of(Map.of("sampler", Map.of("seed", 1)), "study: sampler: it must be said which Sampler is meant; there is: grid, random"),
                Arguments.of(Map.of("samplers", List.of("grid")), "study: samplers[0] expects Sampler, but got 'grid' (String)"),
                Arguments.of(Map.of("name", ""), "study: a study needs a name, but got ''"));
    }

    @Test
    void namesTheMissingParameterAndAllWhereNoneIsNear() {
        assertThatThrownBy(() -> DescribableModel.of(RandomSampler.class).instantiate(Map.of(), null)).hasMessage("random needs the parameter 'seed'");
        assertThatThrownBy(() -> DescribableModel.of(RandomSampler.class).instantiate(Map.of("seed", 1, "temperature", 2), null))
                .hasMessage("random has no parameter 'temperature'; it takes seed");
        assertThatThrownBy(() -> DescribableModel.of(Grid.class).instantiate(Map.of("x", 1), null)).hasMessage("grid has no parameter 'x'; it takes none");
    }

    @Test
    void describesAClass() {
        DescribableModel<Study> model = DescribableModel.of(Study.class);
        assertThat(model.getSoleRequiredParameter().getName()).isEqualTo("name");
        assertThat(model.getParameter("checks").isRequired()).isFalse();
        assertThat(model.getParameters()).extracting(DescribableParameter::getName).startsWith("name", "checks");
    }

    abstract static class Sampler implements Describable<Sampler> {
    }

    public static final class Grid extends Sampler {
        @DataBoundConstructor
        public Grid() {
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Grid;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    public static final class RandomSampler extends Sampler {
        private final int seed;

        @DataBoundConstructor
        public RandomSampler(int seed) {
            this.seed = seed;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof RandomSampler that && seed == that.seed;
        }

        @Override
        public int hashCode() {
            return seed;
        }
    }

    /** A bean with a parameter of each kind. */
    public static final class Study implements Describable<Study> {

        private final Map<String, Object> values = new HashMap<>();

        @DataBoundConstructor
        public Study(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a study needs a name, but got ''");
            }
        }

        @DataBoundSetter
        public void setLabel(String label) {
            values.put("label", label);
        }

        @DataBoundSetter
        public void setGoal(double goal) {
            values.put("goal", goal);
        }

        @DataBoundSetter
        public void setTrials(int trials) {
            values.put("trials", trials);
        }

        @DataBoundSetter
        public void setStrict(boolean strict) {
            values.put("strict", strict);
        }

        @DataBoundSetter
        public void setUnit(TimeUnit unit) {
            values.put("unit", unit);
        }

        @DataBoundSetter
        public void setOnFailure(Result onFailure) {
            values.put("onFailure", onFailure);
        }

        @DataBoundSetter
        public void setUrl(URL url) {
            values.put("url", url);
        }

        @DataBoundSetter
        public void setChecks(List<String> checks) {
            values.put("checks", checks);
        }

        @DataBoundSetter
        public void setWeights(List<Integer> weights) {
            values.put("weights", weights);
        }

        @DataBoundSetter
        public void setTags(String[] tags) {
            values.put("tags", tags);
        }

        @DataBoundSetter
        public void setSpace(Map<String, Object> space) {
            values.put("space", space);
        }

        @DataBoundSetter
        public void setSampler(Sampler sampler) {
            values.put("sampler", sampler);
        }

        @DataBoundSetter
        public void setSamplers(List<Sampler> samplers) {
            values.put("samplers", samplers);
        }
    }

    @Symbol("grid")
    public static final class GridDescriptor extends Descriptor<Sampler> {
        public GridDescriptor() {
            super(Grid.class);
        }
    }

    @Symbol("random")
    public static final class RandomDescriptor extends Descriptor<Sampler> {
        public RandomDescriptor() {
            super(RandomSampler.class);
        }
    }

    @Symbol("study")
    public static final class StudyDescriptor extends Descriptor<Study> {
        public StudyDescriptor() {
            super(Study.class);
        }
    }

    private static final class NoBuilds implements BuildRunner {
        @Override
        public Result run(WorkflowRun run) {
            return Result.SUCCESS;
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            throw new IllegalStateException("nothing runs");
        }
    }
}
