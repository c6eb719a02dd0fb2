package io.jenkins.plugins.mlcd.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.mlcd.record.Json;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a message says, and how it arrives: by real SMTP and by real HTTP. */
class MessageTest {

    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final Chart STAIRS = new Chart("digits:42 on production", List.of(new Chart.Point(0, 5), new Chart.Point(60, 25),
            new Chart.Point(120, 50), new Chart.Point(180, 100)), true, "%");

    private static Notice promoted(String sentence) {
        return new Notice(Notice.Kind.PROMOTION, "train", AT, sentence, Optional.of("http://jenkins/job/train/42/"), Optional.of(STAIRS));
    }

    private static Session session(int port) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.timeout", "5000");
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        return Session.getInstance(properties);
    }

    @Test
    void arrivesAsMailWithTextHtmlAndPicture() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            MimeMail.send(session(server.getSmtp().getPort()), "jenkins@example.org", "a@example.org, b@example.org",
                    new Message(List.of(promoted("digits:42 has all users — ünïcode"))), AT);
            assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("[mlcd] train: model promoted");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            MimeMultipart related = (MimeMultipart) mail.getContent();
            MimeMultipart both = (MimeMultipart) related.getBodyPart(0).getContent();
            assertThat(both.getBodyPart(0).getContent().toString()).contains("digits:42 has all users — ünïcode", "http://jenkins/job/train/42/", "5 % to 100 % in 180 s");
            assertThat(both.getBodyPart(1).getContent().toString()).contains("<a href=\"http://jenkins/job/train/42/\">", "cid:chart");
            BufferedImage picture = ImageIO.read(related.getBodyPart(1).getInputStream());
            assertThat(picture.getWidth()).isEqualTo(480);
        } finally {
            server.stop();
        }
    }

    @Test
    void saysInOneSentenceThatTheServerIsAway() {
        assertThatThrownBy(() -> MimeMail.send(session(1), "jenkins@example.org", "a@example.org", new Message(List.of(promoted("x"))), AT))
                .isInstanceOf(IOException.class).hasMessageStartingWith("mail to a@example.org cannot be sent").hasMessageNotContaining("\n");
    }

    @Test
    void drawsTheStaircase() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartImage.png(STAIRS)));
        int blue = 0;
        int[] columns = new int[image.getWidth()];
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                boolean line = (image.getRGB(x, y) & 0xff) > 200 && (image.getRGB(x, y) >> 16 & 0xff) < 100;
                blue += line ? 1 : 0;
                columns[x] += line ? 1 : 0;
            }
        }
        assertThat(blue).isGreaterThan(400);
        assertThat(columns[60]).as("a flat step").isBetween(1, 4);
        assertThat(columns[56 + (480 - 68) / 3]).as("a rise").isGreaterThan(10);
    }

    @Test
    void drawsAFigureThatDoesNotChange() throws Exception {
        assertThat(ChartImage.png(new Chart("flat", List.of(new Chart.Point(0, 1)), false, ""))).isNotEmpty();
    }

    @Test
    void escapesWhatComesFromOutside() {
        Message message = new Message(List.of(new Notice(Notice.Kind.ALERT, "<b>train", AT, "<script>alert(1)</script>\r\nBcc: x@example.org",
                Optional.of("javascript:alert(1)"), Optional.empty())));
        assertThat(message.html()).contains("&lt;script&gt;", "&lt;b&gt;train").doesNotContain("<script>", "href");
        assertThat(message.text()).contains("<script>alert(1)</script> Bcc:");
        assertThat(message.subject()).doesNotContain("\n");
    }

    @Test
    void postsToSlackAndTeamsInTheirForms() throws Exception {
        List<String> bodies = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(bodies.size() > 2 ? 403 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0/B0/secret");
            Message message = new Message(List.of(promoted("a < b & c")));
            ChatPost.send(HttpClient.newHttpClient(), url, ChatPost.Form.SLACK, message);
            ChatPost.send(HttpClient.newHttpClient(), url, ChatPost.Form.TEAMS, message);
            assertThat(Json.parseObject(bodies.get(0)).path("text").asText()).contains("*[mlcd] train: model promoted*", "a &lt; b &amp; c");
            assertThat(Json.parseObject(bodies.get(1)).at("/attachments/0/content/body/0/text").asText()).isEqualTo("[mlcd] train: model promoted");
            assertThatThrownBy(() -> ChatPost.send(HttpClient.newHttpClient(), url, ChatPost.Form.SLACK, message))
                    .hasMessage("the chat at 127.0.0.1 answered 403").hasMessageNotContaining("secret");
        } finally {
            server.stop(0);
        }
    }
}
