package io.jenkins.plugins.mlcd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.monitor.WatchLog;
import io.jenkins.plugins.mlcd.monitor.WatchPlan;
import io.jenkins.plugins.mlcd.monitor.WatchedModel;
import io.jenkins.plugins.mlcd.monitor.WatchedWindow;
import io.jenkins.plugins.mlcd.monitor.WindowStore;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRunner;
import io.jenkins.plugins.mlcd.monitor.rules.ModelAge;
import io.jenkins.plugins.mlcd.monitor.rules.RuleKinds;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorReplayTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final CommandRunner NONE = (command, files) -> new CommandRunner.Answer(0, "");
    private static final Profile REFERENCE = profile(0, 0, 3_000);

    @TempDir
    Path build;

    private static Profile profile(int minute, double shift, int samples) {
        SplittableRandom random = new SplittableRandom(minute);
        ProfileBuilder builder = new ProfileBuilder("ink");
        for (int i = 0; i < samples; i++) {
            builder.add(new double[] {random.nextGaussian() + shift}, Integer.toString(i % 10), 0.9);
        }
        return builder.build(T0.plusSeconds(60L * minute), T0.plusSeconds(60L * minute + 60));
    }

    private static WatchPlan plan(String... rules) {
        return new WatchPlan("m", "t", Stream.of(rules).map(rule -> RuleKinds.read(rule, Sensitivities.STANDARD, NONE)).toList(), Duration.ofMinutes(1), 20, 30, 0.01);
    }

    /** Drift in the windows 11 to 16. */
    private void record() throws Exception {
        WatchPlan plan = plan("drift()");
        WindowStore store = new WindowStore(new BuildLayout(build).monitorWindows());
        store.keepReference(1, REFERENCE);
        WatchLog log = WatchLog.open(new BuildLayout(build).monitor(), plan, REFERENCE, Optional.empty(), T0, number -> true);
        for (int number = 1; number <= 20; number++) {
            Profile window = profile(number, number > 10 && number <= 16 ? 1 : 0, 200);
            store.keep(1, number, window);
            log.append(WatchedWindow.inspect(plan, new WatchedModel(REFERENCE, ModelAge.UNKNOWN), window, log.windows(), window.from(), window.to()));
        }
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        int status = Mlcd.commandLine(arguments).setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(arguments);
        return status + "\n" + out;
    }

    @Test
    void saysWhatAnotherRuleWouldHaveSaidOverTheWindowsOfABuild() throws Exception {
        record();
        String said = run("monitor", "replay", "--record", new BuildLayout(build).monitor().toString(),
                "--rules", "drift(test: 'wasserstein', sensitivity: 'high')", "--rules", "confidence(below: 0.5)", "--json");
        assertThat(said).startsWith("0\n").contains("\"name\":\"drift\"")
                .contains("\"violated\":6").contains("\"raised\":[\"2026-01-01T00:12:00Z\"]").contains("\"mostSeen\":\"ink\"")
                .contains("\"name\":\"confidence\",\"needed\":2,\"judged\":20,\"violated\":0,\"raised\":[],");
    }

    @Test
    void withoutProfilesARecordedRuleCanBeTriedAtAnotherSensitivity() throws Exception {
        record();
        try (Stream<Path> files = Files.list(new BuildLayout(build).monitorWindows())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(new BuildLayout(build).monitorWindows());
        String record = new BuildLayout(build).monitor().toString();
        assertThat(run("monitor", "replay", "--record", record, "--rules", "drift(sensitivity: 'high')")).contains("drift  1      20      6 (30.0 %)");
        assertThat(run("monitor", "replay", "--record", record, "--rules", "drift(sensitivity: 'low')")).contains("drift  7      20").contains("never");
        assertThat(run("monitor", "replay", "--record", record, "--rules", "errors()")).startsWith("2\n").contains("the record holds nothing of the rule errors");
        assertThat(run("monitor", "replay", "--record", record, "--rules", "drfit()")).startsWith("2\n").contains("'drfit' is no rule; the nearest are drift");
    }

    @Test
    void aCommandRunsOnThisMachineAndIsToldTheWindow() throws Exception {
        record();
        String said = run("monitor", "replay", "--windows", new BuildLayout(build).monitorWindows().toString(),
                "--rules", "command('grep -q 2026-01-01T00:15:00Z $ML_WINDOW_FILE && exit 1; exit 0', sensitivity: 'high')");
        assertThat(said).startsWith("0\n").contains("2 (10.0 %)");
    }

    @Test
    void theOldestWindowsAreGivenUpWhereAllAreTooLarge() throws Exception {
        WindowStore store = new WindowStore(build.resolve("windows"));
        Path filler = Files.createDirectories(build.resolve("windows")).resolve("0001-00000001.json.gz");
        Files.write(filler, new byte[(int) WindowStore.MOST_BYTES]);
        store.keep(1, 2, profile(2, 0, 50));
        assertThat(filler).doesNotExist();
        assertThat(store.windows()).hasSize(1);
    }

    @Test
    void aFileThatIsNoProfileIsNamed() throws Exception {
        Path file = Files.writeString(build.resolve("a.json"), "{}");
        assertThatThrownBy(() -> WindowStore.read(file)).hasMessageContaining("a.json");
    }
}
