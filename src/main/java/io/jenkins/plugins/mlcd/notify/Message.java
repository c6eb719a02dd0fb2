package io.jenkins.plugins.mlcd.notify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is sent at once: one notice, or several as a digest.
 *
 * @param notices at least one, oldest first
 */
public record Message(List<Notice> notices) {

    /** A digest names so many; of the rest it says only how many they are. */
    private static final int SHOWN = 50;

    public Message {
        notices = List.copyOf(notices);
        if (notices.isEmpty()) {
            throw new IllegalArgumentException("a message needs a notice");
        }
    }

    private Notice last() {
        return notices.get(notices.size() - 1);
    }

    /** Such as {@code [mlcd] digits: model promoted}. */
    public String subject() {
        return notices.size() == 1 ? "[mlcd] " + last().job() + ": " + last().kind().words()
                : "[mlcd] " + last().job() + ": " + notices.size() + " events";
    }

    private List<Notice> shown() {
        return notices.subList(0, Math.min(notices.size(), SHOWN));
    }

    private Optional<String> rest() {
        return notices.size() <= SHOWN ? Optional.empty() : Optional.of("and " + (notices.size() - SHOWN) + " more");
    }

    /** Plain text. */
    public String text() {
        List<String> lines = new ArrayList<>();
        for (Notice notice : shown()) {
            lines.add(notice.at() + "  " + notice.job() + ": " + notice.kind().words());
            lines.add("    " + notice.sentence());
            notice.link().ifPresent(link -> lines.add("    " + link));
        }
        rest().ifPresent(lines::add);
        chart().ifPresent(chart -> lines.add(chart.words()));
        return String.join("\n", lines) + "\n";
    }

    /** HTML, every text escaped; the picture is the part {@code cid:chart}. */
    public String html() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif\">");
        for (Notice notice : shown()) {
            html.append("<p><b>").append(escape(notice.job())).append(": ").append(escape(notice.kind().words())).append("</b><br>")
                    .append(escape(notice.sentence())).append("<br><small>").append(notice.at()).append("</small>");
            notice.link().filter(link -> link.matches("(https?|file):.*"))
                    .ifPresent(link -> html.append(" <a href=\"").append(escape(link)).append("\">").append(escape(link)).append("</a>"));
            html.append("</p>");
        }
        rest().ifPresent(words -> html.append("<p>").append(words).append("</p>"));
        chart().ifPresent(chart -> html.append("<p><img src=\"cid:chart\" width=\"").append(ChartImage.WIDTH).append("\" height=\"")
                .append(ChartImage.HEIGHT).append("\" alt=\"").append(escape(chart.words())).append("\"></p>"));
        return html.append("</body></html>").toString();
    }

    /** The newest picture. */
    public Optional<Chart> chart() {
        return notices.stream().map(Notice::picture).flatMap(Optional::stream).reduce((earlier, later) -> later);
    }

    /** The picture as PNG. */
    public Optional<byte[]> png() throws IOException {
        Optional<Chart> chart = chart();
        return chart.isEmpty() ? Optional.empty() : Optional.of(ChartImage.png(chart.get()));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
