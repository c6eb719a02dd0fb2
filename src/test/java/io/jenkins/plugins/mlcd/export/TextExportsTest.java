package io.jenkins.plugins.mlcd.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.loop.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextExportsTest {

    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)\\{((?:[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*)} (-?[0-9.E+-]+|NaN|[+-]Inf)");

    @TempDir
    Path directory;

    private static String metrics(String job) throws IOException {
        return OpenMetrics.of(Map.of(job, Registry.of(RECORDED).state()));
    }

    @Test
    void figuresOfAJobFollowTheOpenMetricsGrammar() throws IOException {
        String text = metrics("team/\"digits\\\n");
        assertThat(text).endsWith("# EOF\n");
        Set<String> finished = new HashSet<>();
        String family = "";
        for (String line : text.substring(0, text.length() - "# EOF\n".length()).split("\n")) {
            if (line.startsWith("# TYPE ")) {
                finished.add(family);
                family = line.split(" ")[2];
                assertThat(finished).as("samples of a family stand together").doesNotContain(family);
            } else if (!line.startsWith("# HELP " + family + " ")) {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(List.of(family, family + "_total", family + "_info")).contains(sample.group(1));
                assertThat(line).contains("job=\"team/\\\"digits\\\\\\n\"");
            }
        }
    }

    @Test
    void figuresSayWhatIsInProduction() throws IOException {
        assertThat(metrics("digits")).contains(
                "mlcd_model_production_info{job=\"digits\",model=\"digits\",version=\"2\",build=\"2\"} 1\n",
                "mlcd_model_versions{job=\"digits\",model=\"digits\",stage=\"retired\"} 2\n",
                "mlcd_model_promotions_total{job=\"digits\",model=\"digits\"} 3\n",
                "mlcd_model_rollbacks_total{job=\"digits\",model=\"digits\"} 0\n",
                "mlcd_model_production_metric{job=\"digits\",model=\"digits\",metric=\"accuracy\"} 0.98097");
    }

    @Test
    void csvHasARowForEveryTrialAndAColumnForEveryParameter() throws IOException {
        StringBuilder out = new StringBuilder();
        TrialsCsv.write(List.of(StudyRecord.read("digits", 1, RECORDED.resolve("builds/1/mlcd/study-digits.jsonl"))), out);
        String[] lines = out.toString().split("\r\n");
        assertThat(lines).hasSize(61);
        assertThat(lines[0]).startsWith("job,build,study,trial,state,algorithm,value,started_at,ended_at,seconds,attempt,seed,model,reason,metrics.accuracy,")
                .contains("params.lr", "params.hidden");
        assertThat(lines[8]).startsWith("digits,1,digits,7,complete,convnet,0.9739854318418314,2026-11-24T11:1");
    }

    @Test
    void csvQuotesAndDisarmsFormulas() throws IOException {
        Path log = directory.resolve("study-x.jsonl");
        Files.writeString(log, """
                {"schema":"mlcd/study","version":1}
                {"event":"asked","at":"2026-01-01T00:00:00Z","trial":0,"algorithm":"=HYPERLINK(\\"x\\")","params":{"lr":-0.5},"seed":1,"worker":"1"}
                {"event":"failed","at":"2026-01-01T00:00:02Z","trial":0,"reason":"exit \\"1\\",\\nsee log"}
                """);
        StringBuilder out = new StringBuilder();
        TrialsCsv.write(List.of(StudyRecord.read("j", 1, log)), out);
        assertThat(out.toString()).contains("\"'=HYPERLINK(\"\"x\"\")\"", "\"exit \"\"1\"\",\nsee log\"", ",-0.5\r\n");
    }
}
