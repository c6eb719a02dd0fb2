package io.jenkins.plugins.mlcd.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {

    private static final String OPENING = "<script id=\"mlcd-data\" type=\"application/json\">";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "@scripts@ @echarts@ @data@",
                "$1 \\ $0",
                "\u2028\u2029",
                "\"quotes\" & 'apostrophes'"
            })
    void whatATrialWroteReachesThePageAsDataOnly(String hostile) throws IOException {
        ObjectNode document = Json.object().put("job", "digits");
        document.putArray("builds").addObject().put("reason", hostile);

        String page = ReportPage.render(document, "/* charts */");

        int start = page.indexOf(OPENING) + OPENING.length();
        String data = page.substring(start, page.indexOf("</script>", start));
        assertThat(Json.parseObject(data)).isEqualTo(document);
    }

    @Test
    void aJobNameIsText() throws IOException {
        assertThat(ReportPage.render(Json.object().put("job", "a<b>&\"c\""), ""))
                .contains("<title>a&lt;b&gt;&amp;&quot;c&quot; · mlcd report</title>");
    }

    @Test
    void needsNothingFromAnywhereElse() throws IOException {
        String page = ReportPage.render(Json.object().put("job", "digits"), "/* charts */");
        assertThat(page).doesNotContain(" src=").doesNotContain("<link").doesNotContain("@import").doesNotContain("url(");
        assertThat(page).contains("/* charts */");
    }
}
