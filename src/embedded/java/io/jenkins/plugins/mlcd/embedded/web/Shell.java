package io.jenkins.plugins.mlcd.embedded.web;

import io.jenkins.plugins.mlcd.report.ReportPage;
import java.util.Map;
import java.util.TreeMap;

/** The HTML around a page: what it is and where its data are, as attributes, and the scripts that draw it. */
final class Shell {

    private Shell() {}

    /** @param data the attributes of the page's element, without their prefix {@code data-} */
    static Answer page(String title, Map<String, String> data) {
        StringBuilder scripts = new StringBuilder("<script src=\"/lib/echarts.min.js\"></script>\n");
        ReportPage.SCRIPTS.forEach(script -> scripts.append("<script src=\"/static/").append(script).append("\"></script>\n"));
        return page(title, "mlcd-page", data, "", scripts.toString());
    }

    /** The page on which people label. */
    static Answer labels(String title, Map<String, String> data) {
        return page(title, "mlcd-labels", data, "<link rel=\"stylesheet\" href=\"/static/labels.css\">\n",
                "<script src=\"/static/format.js\"></script>\n<script src=\"/static/labels.js\"></script>\n");
    }

    private static Answer page(String title, String id, Map<String, String> data, String styles, String scripts) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<link rel=\"icon\" href=\"data:,\">\n<title>" + escape(title) + " · mlcd</title>\n"
                + "<link rel=\"stylesheet\" href=\"/static/mlcd.css\">\n" + styles + "</head>\n<body class=\"mlcd-alone\">\n<main id=\"" + id + "\" class=\"mlcd\"");
        new TreeMap<>(data).forEach((name, value) -> html.append(" data-").append(name).append("=\"").append(escape(value)).append('"'));
        html.append("><noscript>This page draws its charts and tables with JavaScript, which is off here.</noscript></main>\n");
        return Answer.html(html.append(scripts).append("</body>\n</html>\n").toString());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
