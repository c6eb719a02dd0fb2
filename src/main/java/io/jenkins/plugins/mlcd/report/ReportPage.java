package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes {@code report.html}: one page that needs nothing else, neither files nor network. */
public final class ReportPage {

    /** In the order in which they are loaded; each adds functions to the one object {@code mlcd}. */
    public static final List<String> SCRIPTS = List.of(
            "format.js", "table.js", "chart.js", "filter.js", "grid.js", "front.js", "sweep.js", "gate.js", "canary.js", "monitor.js", "model.js",
            "loop.js", "job.js", "compare.js", "page.js");

    /** Replaced in one pass: what a trial or an agent wrote may contain such a mark and must stay as it is. */
    private static final Pattern PLACEHOLDER = Pattern.compile("@(style|title|data|scripts|echarts)@");

    private ReportPage() {}

    /**
     * Renders the page.
     *
     * @param document what {@link JobDocument} returns
     * @param echarts the source of the ECharts library (minified, version 5 or 6)
     */
    public static String render(ObjectNode document, String echarts) throws IOException {
        StringBuilder scripts = new StringBuilder();
        for (String script : SCRIPTS) {
            scripts.append(resource(script)).append('\n');
        }
        Map<String, String> parts = Map.of(
                "style", resource("mlcd.css"),
                "title", escape(document.path("job").asText()),
                "data", data(document),
                "scripts", inline(scripts.toString()),
                "echarts", inline(echarts));
        return PLACEHOLDER
                .matcher(resource("report.html"))
                .replaceAll(match -> Matcher.quoteReplacement(parts.get(match.group(1))));
    }

    /** Inside a script element only {@code <} can end it or open a comment; in JSON it may be written as an escape. */
    private static String data(ObjectNode document) {
        return Json.line(document).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private static String inline(String script) {
        return script.replace("</script", "<\\/script");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " of the report is missing from this build of mlcd");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
