package io.jenkins.plugins.mlcd.validate;

import static io.jenkins.plugins.mlcd.validate.GateHarness.decide;
import static io.jenkins.plugins.mlcd.validate.GateHarness.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What people and other tools read: the record, test results, Markdown and the console. */
class VerdictFilesTest {

    /** One check of each outcome; the name of a writer is hostile. */
    private static Validation validation() throws IOException {
        FakeRun run = run(2000, i -> i % 4 != 0 || i % 3 != 0, i -> ", \"slices\": {\"writer\": \"" + (i % 4 == 0 ? "a|b <b>@all\\u0000" : "w" + i % 4) + "\"}");
        return decide(
                run,
                Optional.empty(),
                "accuracy >= 0.9",
                "accuracy[slice=writer:*] >= 0.9",
                "accuracy >= 0.92",
                "accuracy >= baseline",
                "latency_ms <= 5 ms");
    }

    @Test
    void theRecordHoldsEverySliceAndTheWorstOnes() throws IOException {
        ObjectNode json = ValidationJson.of(validation());
        assertThat(json.get("schema").asText()).isEqualTo("mlcd/validation");
        assertThat(json.get("correction").asText()).isEqualTo("holm");
        assertThat(json.get("minSliceSamples").asInt()).isEqualTo(30);
        assertThat(json.at("/checks/1/verdict").asText()).isEqualTo("FAIL");
        assertThat(json.at("/checks/1/slices")).hasSize(4);
        assertThat(json.at("/checks/1/slices/0/slice").asText()).startsWith("a|b");
        assertThat(json.at("/checks/1/slices/0/pValue").asDouble()).isLessThan(1e-6);
        assertThat(json.at("/benchmarks/0/slices/worst/0/samples").asInt()).isEqualTo(500);
        assertThat(json.at("/benchmarks/0/slices/worst/0/gap")).hasSize(2);
        assertThat(json.at("/benchmarks/0/slices/fields/1").asText()).isEqualTo("writer");
    }

    @Test
    void everyCheckIsATestWithTheSentenceWhy() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JUnitXml.of(validation()).getBytes("UTF-8")));
        Element suite = xml.getDocumentElement();
        assertThat(List.of("tests", "failures", "errors", "skipped")).extracting(suite::getAttribute).containsExactly("5", "2", "1", "1");
        NodeList tests = xml.getElementsByTagName("testcase");
        assertOutcome(tests.item(0), "system-out", "", "0.9165");
        assertOutcome(tests.item(1), "failure", "FAIL", "FAIL a|b <b>@all?: 0.6660");
        assertOutcome(tests.item(2), "failure", "INCONCLUSIVE", "more rows to see");
        assertOutcome(tests.item(3), "skipped", "", "");
        assertOutcome(tests.item(4), "error", "ERROR", "no finite 'latency_ms'");
    }

    private static void assertOutcome(org.w3c.dom.Node test, String element, String type, String text) {
        Element outcome = (Element) test.getFirstChild();
        assertThat(outcome.getTagName()).isEqualTo(element);
        assertThat(outcome.getAttribute("type")).isEqualTo(type);
        assertThat(outcome.getTextContent()).contains(text);
        assertThat(outcome.getAttribute("message").isEmpty()).isEqualTo("system-out".equals(element));
    }

    @Test
    void theMarkdownHasTablesThatNoValueBreaks() throws IOException {
        String markdown = VerdictMarkdown.of(validation());
        assertThat(markdown).startsWith("## ⚠️ ERROR: m:2 against no baseline (first model)\n");
        assertThat(markdown.lines().filter(line -> line.startsWith("| ") && line.contains("accuracy[slice=writer:*]")))
                .singleElement()
                .asString()
                .startsWith("| ❌ FAIL | `accuracy[slice=writer:*] >= 0.9` | old | 0.6660 |");
        assertThat(markdown).contains("### Slices of `accuracy[slice=writer:*] >= 0.9` on old").contains("### Worst slices of old");
        assertThat(markdown).contains("@\u200ball").doesNotContain("\u0000");
        assertThat(markdown.lines().filter(line -> line.startsWith("|")).map(VerdictFilesTest::cells).distinct()).containsExactly(7L);
    }

    private static long cells(String row) {
        return row.replace("\\|", "").chars().filter(c -> c == '|').count() - 1;
    }

    @Test
    void theConsoleNamesTheSlicesThatDidNotPassAndTheWorst() throws IOException {
        List<String> lines = VerdictTable.of(validation());
        assertThat(lines.get(2)).contains("FAIL").contains("of 4 slices 3 pass, 1 fail");
        assertThat(lines.get(3)).startsWith("    FAIL").contains("a|b");
        assertThat(lines).anyMatch(line -> line.startsWith("  slices of old that are significantly below the rest (4 looked at):"));
        assertThat(lines.get(lines.size() - 1)).contains("writer:a|b").contains("accuracy 0.6660").contains("the rest 1");
    }
}
