package io.jenkins.plugins.mlcd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.promotion.PromotionRecords;
import io.jenkins.plugins.mlcd.promotion.PublicKeys;
import io.jenkins.plugins.mlcd.promotion.SigningKey;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.KeptBuild;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the record of a real loop: two builds of 60 trials, each promoted by a canary. */
class RegistryCommandTest {

    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop");

    @TempDir
    Path home;

    private Path job;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyTheRecord() throws IOException {
        job = home.resolve("jobs/team/jobs/digits");
        try (Stream<Path> files = Files.walk(RECORDED)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Path to = job.resolve(RECORDED.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.concat(Stream.of("registry"), Stream.of(arguments)), Stream.of("--home", home.toString())).toArray(String[]::new);
        return Mlcd.commandLine(all).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }

    private JsonNode json(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        assertThat(run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))).as(err.toString()).isZero();
        return Json.mapper().readTree(out.toString());
    }

    @Test
    void listsTheVersionsOfAJobInAFolder() throws IOException {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("team/digits: digits has digits:2 in production since 2026-11-24T11:26:").contains("digits:0  retired").contains("digits:2  production");
        JsonNode model = json("list").get(0).at("/models/0");
        assertThat(model.path("production").asText()).isEqualTo("digits:2");
        assertThat(model.path("predecessor").asText()).isEqualTo("digits:1");
        assertThat(model.path("versions")).hasSize(3);
    }

    @Test
    void showsWhatMadeAVersionAndWhereItHasBeen() throws IOException {
        assertThat(run("show", "digits@predecessor")).isZero();
        assertThat(out.toString()).contains("digits:1").contains("retired").contains("data").contains("8600 samples")
                .contains("trial").contains("7 of study digits").contains("traffic").contains("by mlValidate: digits:1: PASS in 8 checks");
        JsonNode version = json("show", "digits:2");
        assertThat(version.at("/lineage/gate/verdict").asText()).as("an older lineage is migrated").isEqualTo("PASS");
        assertThat(version.at("/lineage/version").asInt()).isEqualTo(2);
        assertThat(version.at("/lineage/rollout/steps")).hasSize(4);
        assertThat(version.path("history")).extracting(change -> change.path("stage").asText()).containsExactly("validated", "canary", "production");
    }

    @Test
    void showsInWhatTwoVersionsDiffer() throws IOException {
        JsonNode differences = json("diff", "digits:1", "digits:2");
        assertThat(differences).extracting(d -> d.path("field").asText()).contains("params.lr", "metrics.accuracy", "dataset.dataVersion", "cause.kind")
                .doesNotContain("params.epochs", "gate.verdict");
    }

    @Test
    void listsEveryTrialAlsoOfADeletedBuild() throws IOException {
        JsonNode before = json("trials");
        assertThat(before).hasSize(120);
        assertThat(before).extracting(trial -> trial.path("state").asText()).contains("pruned", "complete");
        KeptBuild.keep(new JobLayout(job), 1, new BuildLayout(job.resolve("builds/1")));
        try (Stream<Path> files = Files.walk(job.resolve("builds/1"))) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
        assertThat(json("trials")).isEqualTo(before);
    }

    @Test
    void namesVersions() throws IOException {
        assertThat(run("alias", "champion", "digits:1")).as(err.toString()).isZero();
        assertThat(Registry.of(job).require("digits@champion").id()).isEqualTo("digits:1");
        assertThat(run("alias", "champion", "digits@champion", "--delete")).isZero();
        assertThat(Registry.of(job).state().aliases("digits")).isEmpty();
    }

    @Test
    void verifiesWhatWasSigned() throws IOException {
        SigningKey key = SigningKey.inFile(home.resolve("secrets/key.pem"));
        List<Path> written = PromotionRecords.complete(job, "team/digits", () -> key);
        assertThat(written).extracting(file -> file.getFileName().toString()).containsExactly("1-0.json", "2-1.json", "3-2.json");
        assertThat(PromotionRecords.complete(job, "team/digits", () -> key)).as("again").isEmpty();
        Path publicKey = Files.writeString(home.resolve("public.pem"), PublicKeys.pem(key.publicKey()));
        String last = written.get(2).toString();
        assertThat(verify(last, "--key", publicKey.toString())).isZero();
        assertThat(out.toString()).contains("as it was signed, by key sha256:");
        assertThat(verify(written.get(2).getParent().toString())).isZero();
        Files.writeString(written.get(2), Files.readString(written.get(2)).replace("\"samples\" : 9728", "\"samples\" : 19728"));
        assertThat(verify(last, "--key", publicKey.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("/lineage/dataset/samples was changed; it is 19728 now").doesNotContain("as it was signed");
        Files.delete(written.get(1));
        assertThat(verify(written.get(2).getParent().toString())).isEqualTo(1);
        assertThat(out.toString()).contains("3-2.json: the record before it was changed, taken away or added");
    }

    private int verify(String... arguments) {
        out.getBuffer().setLength(0);
        String[] all = Stream.concat(Stream.of("registry", "verify"), Stream.of(arguments)).toArray(String[]::new);
        return Mlcd.commandLine(all).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            show digits:9               | model version 'digits:9' is not registered
            show digits:1 --job other   | there is no job 'other' with a record below
            alias production digits:1   | alias 'production' may not begin with a digit, nor be one of
            diff digits:1               | Missing required parameter
            """)
    void namesAMistakeInOneLine(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString().strip()).startsWith("mlcd: ").contains(message).doesNotContain("\n");
    }

    @Test
    void controlCharactersOfTheRecordDoNotReachTheTerminal() throws IOException {
        Registry.of(job).promote("digits:1", 3, "mallory\u001b[31m", "red\nline");
        assertThat(run("show", "digits:1")).isZero();
        assertThat(out.toString()).contains("mallory").contains("red line").doesNotContain("\u001b");
        out.getBuffer().setLength(0);
        assertThat(run("list")).isZero();
        assertThat(out.toString()).doesNotContain("\u001b");
    }
}
