package io.jenkins.plugins.mlcd.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;

/** Posts a message to the incoming webhook of a chat. */
public final class ChatPost {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_TEXT = 3_000;

    private ChatPost() {}

    /** Which form a chat reads. */
    public enum Form {
        /** {@code {"text": "..."}}, with Slack's escapes; Mattermost and Rocket.Chat read it, too. */
        SLACK,
        /** An Adaptive Card, as the webhooks of Teams' workflows take it. */
        TEAMS;

        /** @throws IllegalArgumentException naming the value and those that there are */
        public static Form of(String word) {
            for (Form form : values()) {
                if (form.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return form;
                }
            }
            throw new IllegalArgumentException("form '" + word + "' is none of slack, teams");
        }
    }

    /**
     * @param url whose path is a secret: it stands in no error
     * @param client follows no redirects
     * @throws IOException in one sentence when the chat does not take it
     */
    public static void send(HttpClient client, URI url, Form form, Message message) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line(body(form, message)))).build();
        HttpResponse<Void> response;
        try {
            response = client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IOException("the chat at " + url.getHost() + " cannot be reached: " + e.getClass().getSimpleName(), e);
        }
        if (response.statusCode() >= 300) {
            throw new IOException("the chat at " + url.getHost() + " answered " + response.statusCode());
        }
    }

    static ObjectNode body(Form form, Message message) {
        String text = message.text().strip();
        String cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
        return form == Form.SLACK ? slack(message.subject(), cut) : teams(message.subject(), cut);
    }

    private static ObjectNode slack(String subject, String text) {
        return Json.object().put("text", "*" + escape(subject) + "*\n" + escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static ObjectNode teams(String subject, String text) {
        ObjectNode body = Json.object().put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject().put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content").put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard").put("version", "1.4");
        var blocks = card.putArray("body");
        blocks.addObject().put("type", "TextBlock").put("weight", "bolder").put("wrap", true).put("text", subject);
        text.lines().forEach(line -> blocks.addObject().put("type", "TextBlock").put("wrap", true).put("text", line.strip()));
        return body;
    }
}
