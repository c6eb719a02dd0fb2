package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.EnvVars;
import hudson.FilePath;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.sweep.Ask;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.Limits;
import io.jenkins.plugins.mlcd.sweep.ModelPolicy;
import io.jenkins.plugins.mlcd.sweep.NoPruner;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.ReportParser;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Studies;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How what a trial writes reaches its study: by file, by console, on the controller and away from it. */
class TrialReportsTest {

    @TempDir
    Path directory;

    private static final StudyDefinition DEFINITION = new StudyDefinition("s", "accuracy", Direction.MAXIMIZE,
            Map.of("net", SearchSpace.parse(Map.of("l.r", "0.1, 0.2"))), new RandomSampler(1), new NoPruner(), Limits.trials(3), ModelPolicy.BEST);

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> read(ReportReader reader, Path file, boolean last) throws Exception {
        List<String> lines = new ArrayList<>();
        reader.read(new FilePath(file.toFile()), last, lines::add);
        return lines;
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    @Test
    void handsOnWholeLinesOnceAndTheLastOneAtTheEnd() throws Exception {
        Path file = directory.resolve("report.jsonl");
        ReportReader reader = new ReportReader();
        assertThat(read(reader, file, false)).isEmpty();
        append(file, "{\"a\":1}\n\n{\"b\":");
        assertThat(read(reader, file, false)).containsExactly("{\"a\":1}");
        append(file, "2}\n{\"c\":3}");
        reader = copy(reader);
        assertThat(read(reader, file, false)).containsExactly("{\"b\":2}");
        assertThat(read(reader, file, true)).containsExactly("{\"c\":3}");
        assertThat(read(reader, file, true)).isEmpty();
    }

    @Test
    void readsPastALineWithoutEnd() throws Exception {
        Path file = directory.resolve("report.jsonl");
        append(file, "x".repeat(700_000) + "\n{\"a\":1}\n");
        List<String> lines = read(new ReportReader(), file, true);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"a\":1}");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(ReportParser.MAX_LINE + 1));
        assertThat(lines.size()).isLessThanOrEqualTo(2);
    }

    private static List<String> marked(String console) throws Exception {
        List<String> found = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        TrialConsole.listen("k", found::add, printed::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream decorated = new TrialConsole("k", "/none").decorateLogger((hudson.model.Run<?, ?>) null, out)) {
            decorated.write(console.getBytes(StandardCharsets.UTF_8));
        } finally {
            TrialConsole.forget("k");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(console);
        assertThat(printed).as("every line").hasSize((int) console.lines().count());
        return found;
    }

    @Test
    void findsMarkedLinesAndLeavesTheConsoleAsItIs() throws Exception {
        assertThat(marked("hello\n[mlcd] {\"a\":1}\n  [mlcd] {\"b\":1}\n+ echo [mlcd] {\"c\":1}\n[12:30:01] [mlcd] {\"d\":1}\r\n"
                + "\u001B[8mha:////4AAA=\u001B[0m[mlcd] {\"e\":1}\n[2026-01-01T10:00:00.123Z] [mlcd] {\"f\":1}\n[mlcd] {\"g\":1}"))
                .containsExactly("{\"a\":1}", "{\"d\":1}", "{\"e\":1}", "{\"f\":1}", "{\"g\":1}");
        assertThat(marked("[mlcd] {\"a\":" + "1".repeat(1_000_000) + "}\n").get(0).length()).isLessThan(30_000);
    }

    @Test
    void leavesReportsInTheTrialsDirectoryWhenTheConsoleIsWrittenElsewhere() throws Exception {
        TrialConsole onAnAgent = copy(new TrialConsole("nobody listens", directory.toString()));
        try (PrintStream out = new PrintStream(onAnAgent.decorateLogger((hudson.model.Run<?, ?>) null, OutputStream.nullOutputStream()))) {
            out.println("epoch 1");
            out.println("[mlcd] {\"a\":1}");
        }
        assertThat(Files.readString(directory.resolve(TrialConsole.OUTPUT))).isEqualTo("epoch 1\n[mlcd] {\"a\":1}\n");
        assertThat(Files.readString(directory.resolve(TrialConsole.FILE))).isEqualTo("{\"a\":1}\n");
    }

    @Test
    void goesOnReadingATrialAfterItWasSavedWithTheBuild() throws Exception {
        Study study = Studies.join(directory.resolve("study-s.jsonl"), DEFINITION, InstantSource.system(), Study.Orphans.LOST, List::of);
        try {
            FilePath workspace = new FilePath(directory.resolve("workspace").toFile());
            Trial trial = ((Ask.Run) study.ask("1")).trial();
            TrialRun run = new TrialRun(study, trial, workspace);
            run.prepare(trial, workspace, new EnvVars(Map.of("NODE_NAME", "gpu-1", "GIT_COMMIT", "abc123")));
            Map<String, String> env = run.environment(study, trial, workspace);
            assertThat(env).containsEntry("ML_TRIAL", "0").containsEntry("ML_ALGORITHM", "net").containsEntry("ML_METRIC", "accuracy")
                    .containsKeys("ML_PARAM_L_R", "ML_SEED");
            assertThat(Path.of(env.get("ML_MODEL_DIR"))).isEmptyDirectory();
            assertThat(Files.readString(Path.of(env.get("ML_PARAMS_FILE")))).matches("\\{\"l\\.r\":0\\.[12]}");
            Path reports = Path.of(env.get("ML_REPORT_FILE"));
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            append(reports, "{\"accuracy\": 0.5}\nnonsense\n");
            run.read(workspace, false, new PrintStream(log, true));
            run = copy(run);
            append(reports, "{\"accuracy\": 0.6, \"resources\": {\"cpu_seconds\": 3}}");
            Files.writeString(Path.of(env.get("ML_MODEL_DIR")).resolve("weights"), "12345");
            run.read(workspace, true, new PrintStream(log, true));
            assertThat(study.trial(0).reported()).isEqualTo(Map.of(0, 0.5, 1, 0.6));
            JsonNode used = EventLog.read(study.file(), Schema.STUDY).stream().filter(event -> event.has("resources"))
                    .reduce((first, last) -> last).orElseThrow().path("resources");
            assertThat(used.path("agent").asText()).isEqualTo("gpu-1");
            assertThat(used.path("commit").asText()).isEqualTo("abc123");
            assertThat(used.path("model_bytes").asLong()).isEqualTo(5);
            assertThat(used.path("wall_seconds").asDouble()).isNotNegative();
            assertThat(used.has("cpu_seconds")).as("the trainer has told it").isFalse();
            assertThat(log.toString(StandardCharsets.UTF_8).strip())
                    .isEqualTo("trial 0 net: report ignored: a report is one JSON object, but 'nonsense' is none");
        } finally {
            Studies.leave(study);
        }
        assertThat(Studies.of(directory)).isEmpty();
    }
}
