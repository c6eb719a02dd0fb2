package io.jenkins.plugins.mlcd.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The remote API of one Jenkins as one user: cookies are kept, and every POST carries a crumb of the same session. */
public final class JenkinsClient {

    private static final Duration REQUEST = Duration.ofSeconds(60);
    private static final String SCRIPT_ENDED = "mlcd-verify: the script ended";
    private static final String BOUNDARY = "----mlcd-verify-jenkins-7f3a9c1d";

    private final URI base;
    private final Optional<String> authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1).build();

    /** @param login user name and password or API token; empty for nobody */
    public JenkinsClient(URI base, Optional<Login> login) {
        this.base = URI.create(base.toString().replaceFirst("/*$", "/"));
        this.authorization = login.map(Login::header);
    }

    /** Who asks. */
    public record Login(String user, String secret) {

        private String header() {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return user;
        }
    }

    /** What came back. */
    public record Answer(int status, String body, Optional<String> location) {

        /** @throws IOException naming {@code what}, the status and the beginning of the answer, when the status is none of {@code expected} */
        public Answer require(String what, int... expected) throws IOException {
            for (int one : expected) {
                if (status == one) {
                    return this;
                }
            }
            throw new IOException(what + ": HTTP " + status + gist());
        }

        private String gist() {
            String text = body.replaceAll("(?s)<(style|script).*?</\\1>", " ").replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
            return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(200, text.length()));
        }
    }

    public URI base() {
        return base;
    }

    /** The same Jenkins as nobody, without this one's cookies. */
    public JenkinsClient anonymous() {
        return new JenkinsClient(base, Optional.empty());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(get(path).require("GET " + path, 200).body());
    }

    public Answer postForm(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String form = fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue())).collect(Collectors.joining("&"));
        return post(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
    }

    public Answer postXml(String path, String xml) throws IOException, InterruptedException {
        return post(path, "application/xml; charset=UTF-8", BodyPublishers.ofString(xml));
    }

    /** Runs a Groovy script in the controller and returns what it printed; what it throws is an error here. */
    public String script(String groovy) throws IOException, InterruptedException {
        String printed = postForm("scriptText", Map.of("script", groovy + "\nprintln '" + SCRIPT_ENDED + "'")).require("the script console", 200).body().strip();
        if (!printed.endsWith(SCRIPT_ENDED)) {
            throw new IOException("a script failed in the controller: " + printed);
        }
        return printed.substring(0, printed.length() - SCRIPT_ENDED.length()).strip();
    }

    /** Uploads a plugin as the page <em>Deploy Plugin</em> does. */
    public Answer uploadPlugin(Path hpi) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "name=\"name\"; filename=\"" + hpi.getFileName() + "\"\r\nContent-Type: application/octet-stream", Files.readAllBytes(hpi));
        part(body, "name=\"pluginUrl\"", new byte[0]);
        body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return post("pluginManager/uploadPlugin", "multipart/form-data; boundary=" + BOUNDARY, BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) throws IOException {
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Posts JSON without any crumb, as another system does. */
    public Answer postWebhook(String path, String token, String json) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private Answer post(String path, String contentType, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", contentType).POST(body);
        Answer crumb = get("crumbIssuer/api/json");
        if (crumb.status() == 200) {
            JsonNode issued = Json.mapper().readTree(crumb.body());
            request.header(issued.path("crumbRequestField").asText(), issued.path("crumb").asText());
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(REQUEST);
        authorization.ifPresent(header -> request.header("Authorization", header));
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response.headers().firstValue("Location"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
