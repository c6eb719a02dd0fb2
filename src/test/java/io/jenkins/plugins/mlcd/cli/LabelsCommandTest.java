package io.jenkins.plugins.mlcd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.LabelState;
import io.jenkins.plugins.mlcd.labels.Queues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsCommandTest {

    @TempDir
    Path home;

    private LabelQueue queue;
    private String said = "";

    @BeforeEach
    void fill() throws Exception {
        Path job = home.resolve("jobs/digits");
        Files.createDirectories(job.resolve("builds/1/mlcd"));
        queue = Queues.filled(new LabelQueue(job, "digits", InstantSource.system()), 6, 2);
    }

    private int run(String... arguments) {
        StringWriter out = new StringWriter();
        String[] all = Stream.concat(Stream.concat(Stream.of("labels"), Stream.of(arguments)), Stream.of("--home", home.toString())).toArray(String[]::new);
        int status = Mlcd.commandLine(all).setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(all);
        said = out.toString();
        return status;
    }

    private String next(String by) throws Exception {
        return queue.next(by).orElseThrow().sample().content();
    }

    @Test
    void labelsWithoutABrowser() throws Exception {
        assertThat(run("next", "--by", "alice")).isZero();
        String id = next("alice");
        assertThat(said).contains(id, "mlcd labels label " + id.substring(0, 12) + " CLASS", "0, 1, 2");
        assertThat(said.lines().count()).as("a picture of 8 lines").isGreaterThanOrEqualTo(10);
        assertThat(run("label", id.substring(0, 8), "3", "--by", "alice", "--comment", "a note")).as(said).isZero();
        assertThat(said).contains("another person is to confirm it");
        assertThat(run("label", id, "3", "--by", "bob")).isZero();
        assertThat(said).contains("settled (agreement)");
        assertThat(run("list", "--state", "settled")).isZero();
        assertThat(said).contains(id.substring(0, 12), "alice bob");
        assertThat(run("status")).isZero();
        assertThat(said).contains("digits").contains("set aside");
        assertThat(run("label", "--undo", "--by", "bob")).isZero();
        assertThat(queue.view().counts()).containsEntry(LabelState.LABELLED, 1);
        assertThat(run("label", next("carol"), "--none", "--by", "carol")).isZero();
        assertThat(run("label", next("carol"), "--skip", "--by", "carol")).isZero();
        assertThat(said).contains("skipped");
    }

    @Test
    void givesOutWhatADataSetTakes() throws Exception {
        for (int n = 0; n < 6; n++) {
            String id = next("alice");
            queue.label("alice", id, "" + n, false);
            queue.label("bob", id, "" + n, false);
        }
        Path data = Files.createDirectories(home.resolve("data"));
        assertThat(run("export", "--output", data.toString())).as(said).isZero();
        assertThat(Files.readAllLines(data.resolve("labelled/provenance.csv"))).hasSize(7).allSatisfy(row -> assertThat(row).matches("part,content.*|labelled/(train|test),[0-9a-f]{64},[0-5],agreement,alice;bob,.*,digits:1"));
    }

    @Test
    void namesAMistakeInOneSentence() throws Exception {
        String id = queue.samples(Optional.empty()).get(0).sample().content();
        assertThat(run("label", id, "12")).isEqualTo(2);
        assertThat(said).contains("'12' is none of the classes");
        assertThat(run("label", "abc", "1")).isEqualTo(2);
        assertThat(said).contains("at least 6 characters");
        assertThat(run("label", id)).isEqualTo(2);
        assertThat(said).contains("say what it is");
        assertThat(run("list", "--state", "lost")).isEqualTo(2);
        assertThat(said).contains("state 'lost' is none of waiting, claimed");
        assertThat(run("status", "--model", "other")).isEqualTo(2);
        assertThat(said).contains("there is no queue of labels for 'other'");
    }
}
