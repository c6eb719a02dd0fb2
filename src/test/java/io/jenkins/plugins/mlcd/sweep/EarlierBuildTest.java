package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study takes over from earlier builds, and that it is recorded. */
class EarlierBuildTest {

    @TempDir
    private Path job;

    private BuildLayout build(int number) {
        return new BuildLayout(job.resolve(String.valueOf(number)));
    }

    private static StudyDefinition definition(String metric, String range) {
        return new StudyDefinition("s", metric, Direction.MAXIMIZE, Map.of("", SearchSpace.parse(Map.of("x", range))),
                new TpeSampler(1, 5).withWarmStart(), new NoPruner(), Limits.trials(8), new ModelPolicy(ModelPolicy.Keep.NONE, 1));
    }

    private static Study open(BuildLayout layout, StudyDefinition definition, List<EarlierBuild> earlier) throws IOException {
        return Study.open(layout.study("s"), definition, InstantSource.system(), Study.Orphans.LOST,
                () -> EarlierBuild.read(definition, layout, earlier));
    }

    private void run(int number, StudyDefinition definition, String dataVersion) throws IOException {
        Json.write(build(number).dataset(), Json.object().put("dataVersion", dataVersion));
        try (Study study = open(build(number), definition, List.of())) {
            while (study.ask("1") instanceof Ask.Run run) {
                double x = ((Number) run.trial().params().get("x")).doubleValue();
                study.report(run.trial().number(), 1, new Report(OptionalInt.of(1), Map.of(definition.metric(), x), Map.of()));
                study.tell(run.trial().number(), 1);
            }
        }
    }

    private List<Earlier> read(StudyDefinition definition, String dataVersion) throws IOException {
        Json.write(build(9).dataset(), Json.object().put("dataVersion", dataVersion));
        return EarlierBuild.read(definition, build(9), List.of(new EarlierBuild(1, build(1))));
    }

    @Test
    void takesOverTheTrialsBestFirst() throws IOException {
        run(1, definition("acc", "0..9"), "v1");
        assertThat(read(definition("acc", "0..9"), "v1")).singleElement().satisfies(earlier -> {
            assertThat(earlier.build()).isEqualTo(1);
            assertThat(earlier.weight()).isEqualTo(1);
            assertThat(earlier.trials()).hasSize(8).isSortedAccordingTo((a, b) -> Double.compare(b.value().orElseThrow(), a.value().orElseThrow()));
        });
    }

    @Test
    void countsTrialsOnOtherDataLess() throws IOException {
        run(1, definition("acc", "0..9"), "v1");
        assertThat(read(definition("acc", "0..9"), "v2")).extracting(Earlier::weight).containsExactly(EarlierBuild.OTHER_DATA_WEIGHT);
    }

    @Test
    void dropsTrialsOutsideTheSpaceOfToday() throws IOException {
        run(1, definition("acc", "0..9"), "v1");
        assertThat(read(definition("acc", "0..4"), "v1").get(0).trials()).isNotEmpty().allSatisfy(tried -> assertThat((Long) tried.params().get("x")).isLessThan(5));
        assertThat(read(definition("acc", "100..104"), "v1")).isEmpty();
    }

    @Test
    void leavesOutAnotherMetricAMissingStudyAndADamagedRecord() throws IOException {
        run(1, definition("acc", "0..9"), "v1");
        assertThat(read(definition("auc", "0..9"), "v1")).isEmpty();
        Files.writeString(build(1).study("s"), "{\"schema\": \"mlcd/study\", \"version\": 1}\n{\"event\":\n{}\n");
        assertThat(read(definition("acc", "0..9"), "v1")).isEmpty();
        Files.delete(build(1).study("s"));
        assertThat(read(definition("acc", "0..9"), "v1")).isEmpty();
    }

    @Test
    void replaysFromItsOwnRecordWhenTheEarlierBuildIsGone() throws IOException {
        run(1, definition("acc", "0..9"), "v1");
        List<EarlierBuild> builds = List.of(new EarlierBuild(1, build(1)));
        StudyDefinition definition = definition("acc", "0..9");
        Map<String, Object> undisturbed = fifth(build(2), definition, builds, false);
        Map<String, Object> restarted = fifth(build(3), definition, builds, true);
        assertThat(restarted).isEqualTo(undisturbed);
    }

    /** The parameters of trial 4 of a warm study; with a restart before it, the earlier build is gone. */
    private Map<String, Object> fifth(BuildLayout layout, StudyDefinition definition, List<EarlierBuild> builds, boolean restart) throws IOException {
        Study study = open(layout, definition, builds);
        for (int number = 0; number < 4; number++) {
            Trial trial = ((Ask.Run) study.ask("1")).trial();
            study.report(number, 1, new Report(OptionalInt.of(1), Map.of("acc", ((Number) trial.params().get("x")).doubleValue()), Map.of()));
            study.tell(number, 1);
        }
        if (restart) {
            study.close();
            study = open(layout, definition, List.of());
            assertThat(study.earlier()).hasSize(1);
        }
        try (Study open = study) {
            return ((Ask.Run) open.ask("1")).trial().params();
        }
    }
}
