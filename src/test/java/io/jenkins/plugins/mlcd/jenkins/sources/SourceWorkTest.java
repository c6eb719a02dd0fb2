package io.jenkins.plugins.mlcd.jenkins.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.model.Job;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Polling in a Jenkins: a job's sources, the allow-list, and what enters the inbox. */
class SourceWorkTest {

    @TempDir
    Path directory;

    private Path data;

    @BeforeEach
    void start() throws IOException {
        data = Files.createDirectories(directory.resolve("data"));
        restart();
    }

    private void restart() throws IOException {
        EmbeddedJenkins.start(directory.resolve("home"), HostOptions.of(new Idle(), List.of()));
    }

    @AfterEach
    void stop() {
        EmbeddedJenkins.stop();
    }

    private static final class Idle implements BuildRunner {
        @Override
        public Result run(WorkflowRun run) {
            return Result.SUCCESS;
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            // its builds end at once
        }
    }

    private void watch() throws Exception {
        DirectoryDataSource source = new DirectoryDataSource(data.toString());
        source.setInterval("1s");
        source.setSettle("0s");
        MlTrigger trigger = new MlTrigger();
        trigger.setDataset("digits");
        trigger.setSources(List.of(source));
        EmbeddedJenkins.job("train").addTrigger(trigger);
    }

    private Path state() throws IOException {
        Job<?, ?> job = EmbeddedJenkins.job("train");
        Path states = new JobLayout(job.getRootDir().toPath()).sources();
        if (Files.notExists(states)) {
            return states;
        }
        try (Stream<Path> files = Files.list(states)) {
            return files.filter(file -> file.toString().endsWith(".json")).findFirst().orElse(states);
        }
    }

    private void awaitState(String text) {
        await().atMost(Duration.ofSeconds(15)).until(() -> Files.isRegularFile(state()) && Files.readString(state()).contains(text));
    }

    private long accepted() throws IOException {
        Path intake = directory.resolve("home/mlcd/webhook-000001.jsonl");
        return Files.notExists(intake) ? 0 : Files.readAllLines(intake).stream().filter(line -> line.contains("\"poll\"")).count();
    }

    @Test
    void tellsOfNewFilesOnceOverARestart() throws Exception {
        SourceConfiguration.get().setAllowed("file:" + data);
        Files.writeString(data.resolve("a.csv"), "1");
        watch();
        awaitState("\"a.csv\"");
        assertThat(accepted()).isZero();
        EmbeddedJenkins.stop();
        Files.writeString(data.resolve("b.csv"), "2");
        restart();
        awaitState("\"b.csv\"");
        assertThat(accepted()).isEqualTo(1);
        EmbeddedJenkins.stop();
        restart();
        String before = Files.readString(state());
        await().atMost(Duration.ofSeconds(15)).until(() -> !Files.readString(state()).equals(before));
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void looksAtNothingThatNoAdministratorAllowed() throws Exception {
        watch();
        awaitState("is not among the sources");
        assertThat(Files.readString(state())).contains("an administrator can allow it");
    }

    @Test
    void isWrittenInAJenkinsfileBySymbols() {
        List<UninstantiatedDescribable> written = List.of(
                new UninstantiatedDescribable("directory", null, Map.of("path", "/srv/data", "include", "**.csv", "settle", "30s", "interval", "1m")),
                new UninstantiatedDescribable("http", null, Map.of("url", "https://data.example.org/digits.csv")),
                new UninstantiatedDescribable("s3", null, Map.of("bucket", "digits", "prefix", "new/", "endpoint", "http://minio:9000")),
                new UninstantiatedDescribable("sql", null, Map.of("database", "warehouse", "query", "SELECT COUNT(*) FROM digits")),
                new UninstantiatedDescribable("gitRef", null, Map.of("url", "ssh://git@git.example.org/data.git", "ref", "main")));
        MlTrigger trigger = DescribableModel.of(MlTrigger.class).instantiate(Map.of("sources", written), TaskListener.NULL);
        assertThat(trigger.getSources()).extracting(DataSource::describe).containsExactly("directory /srv/data (**.csv)",
                "https://data.example.org/digits.csv", "s3://digits/new/ at http://minio:9000",
                "query of database warehouse: SELECT COUNT(*) FROM digits", "main of ssh://git.example.org/data.git");
        assertThat(trigger.getSources()).extracting(DataSource::getInterval).containsExactly("1m", "5m", "5m", "5m", "5m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "http; ftp://data.example.org/a; must be an http or https URL",
        "http; https://user:pw@data.example.org/a; without a user",
        "directory; data/digits; must be absolute",
        "s3; a; bucket 'a'",
        "gitRef; ext::sh -c id; must begin with",
        "gitRef; git@git.example.org:a.git; write user@host:path as ssh://",
    })
    void refusesWhatCannotBeLookedAt(String kind, String place, String rule) {
        assertThatThrownBy(() -> {
            switch (kind) {
                case "http" -> new HttpDataSource(place);
                case "directory" -> new DirectoryDataSource(place);
                case "s3" -> new S3DataSource(place);
                default -> new GitDataSource(place);
            }
        }).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(rule);
    }

    @Test
    void queriesOnlyDatabasesThatAreConfigured() throws Exception {
        SqlDataSource source = new SqlDataSource("warehouse", "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES");
        WorkflowJob job = EmbeddedJenkins.job("train");
        assertThatThrownBy(() -> source.source(job)).hasMessageContaining("database 'warehouse' is not configured");
        SourceConfiguration.get().setDatabases(List.of(new Database("warehouse", "jdbc:h2:mem:warehouse")));
        assertThat(source.source(job).look(Optional.empty()).orElseThrow().samples()).isPresent();
    }
}
