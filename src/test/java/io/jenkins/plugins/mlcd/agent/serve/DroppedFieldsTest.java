package io.jenkins.plugins.mlcd.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.profile.ColumnFeatures;
import io.jenkins.plugins.mlcd.agent.profile.ImageFeatures;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Personal data that is told to be dropped is nowhere: not in files, profiles, metrics, rows or logs. */
class DroppedFieldsTest {

    private static final List<String> SECRETS = List.of("Zaphod", "Beeblebrox", "zaphod@heart-of-gold", "Betelgeuse", "424242");

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuffer log = new StringBuffer();
    private ModelServer server;

    @Test
    void aDroppedFieldLeavesNoTrace() throws Exception {
        Handler listening = listening();
        Logger root = Logger.getLogger("");
        Level level = root.getLevel();
        root.addHandler(listening);
        root.setLevel(Level.ALL);
        ServeOptions options = ServeOptions.of("people:1").withWindow(Duration.ofMillis(100)).withCapture(dir)
                .with(new DroppedFields(List.of("Name", "email", "customer.address", "income")));
        try {
            server = ModelServer.listen(options, InstantSource.system());
            server.serve(new TablePredictor(), new ColumnFeatures(3));
            talk();
            await().untilAsserted(() -> assertThat(get("/capture.csv").lines().count()).isEqualTo(4));
            await().untilAsserted(() -> assertThat(Profile.fromJson(get("/profile")).samples()).isEqualTo(3));
            assertNothingIn(get("/capture.csv?context=true"));
            assertNothingIn(get("/profile"));
            assertNothingIn(get("/metrics"));
            assertWhatIsKept();
        } finally {
            server.close();
            root.removeHandler(listening);
            root.setLevel(level);
        }
        assertNothingIn(log.toString());
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                assertNothingIn(Files.readString(file, StandardCharsets.ISO_8859_1));
                assertNothingIn(decoded(file));
            }
        }
    }

    private void talk() throws Exception {
        assertThat(post("application/json", """
                {"id": "r1", "input": [30, "Oslo", 424242], "name": "Zaphod", "context": {"NAME": "Zaphod", "tier": "gold",
                 "customer": {"email": "zaphod@heart-of-gold", "address": {"planet": "Betelgeuse"}, "age": 200},
                 "friends": [{"name": "Beeblebrox", "head": 2}]}}""").statusCode()).isEqualTo(200);
        assertThat(post("application/json", "{\"input\": {\"age\": 60, \"city\": \"Rome\", \"income\": 424242}}").statusCode()).isEqualTo(200);
        assertThat(post("text/csv", "id,name,Email,age,city,income,site\nr3,\"Zaphod, Beeblebrox\",zaphod@heart-of-gold,60,Rome,424242,north\n").statusCode())
                .isEqualTo(200);
        assertThat(post("application/json", "{\"input\": [30, \"Oslo\", 424242], \"context\": {\"name\": Zaphod}}").statusCode()).isEqualTo(400);
        assertThat(post("application/json", "{\"input\": [30, \"Betelgeuse\", 424242], \"context\": {\"name\": \"Zaphod\"}}").statusCode()).isEqualTo(400);
    }

    private void assertWhatIsKept() throws Exception {
        List<String> rows = get("/capture.csv?context=true").lines().toList();
        assertThat(rows.get(0)).isEqualTo("id,at,model,prediction,confidence,label,x0,x1,x2,context.customer.age,context.site,context.tier");
        assertThat(rows.get(1)).startsWith("r1,").endsWith(",young,0.9,,30,0,,200,,gold");
        assertThat(rows.get(3)).startsWith("r3,").endsWith(",old,0.8,,60,1,,,north,");
        Profile profile = Profile.fromJson(get("/profile"));
        assertThat(profile.features()).containsOnlyKeys("x0", "x1", "confidence");
        assertThat(profile.slices()).containsOnlyKeys("tier", "site");
    }

    private static void assertNothingIn(String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        SECRETS.forEach(secret -> assertThat(lower).doesNotContain(secret.toLowerCase(java.util.Locale.ROOT)));
    }

    /** The inputs of a capture file as numbers: in base64 nobody would see them. */
    private static String decoded(Path file) throws Exception {
        StringBuilder numbers = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            String input = Json.parseObject(line).path("input").asText();
            if (input.startsWith("f32:")) {
                ByteBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(input.substring(4))).order(ByteOrder.LITTLE_ENDIAN);
                while (floats.hasRemaining()) {
                    numbers.append(String.format(java.util.Locale.ROOT, "%.0f ", floats.getFloat()));
                }
            }
        }
        assertThat(numbers.toString()).contains("30 ", "NaN ");
        return numbers.toString();
    }

    private Handler listening() {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.append(entry.getMessage()).append(' ').append(entry.getThrown()).append('\n');
                for (Object parameter : entry.getParameters() == null ? new Object[0] : entry.getParameters()) {
                    log.append(parameter).append('\n');
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/predict")).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString()).body();
    }

    @ParameterizedTest
    @CsvSource({
        "name,           name,                true",
        "name,           NAME,                true",
        "name,           customer.name,       true",
        "name,           customer.name.first, false",
        "name,           surname,             false",
        "customer.email, customer.email,      true",
        "customer.email, Customer.Email,      true",
        "customer.email, email,               false",
        "customer.email, shop.email,          false",
    })
    void aNameIsDroppedAnywhereAndAPathThereOnly(String dropped, String path, boolean covered) {
        assertThat(new DroppedFields(List.of(dropped)).covers(path)).isEqualTo(covered);
    }

    @Property(tries = 100)
    void aFieldIsFoundHoweverDeepItLies(@ForAll @AlphaChars @StringLength(min = 1, max = 8) String name, @ForAll @IntRange(max = 20) int depth) throws Exception {
        ObjectNode object = Json.object();
        ObjectNode inner = object;
        for (int i = 0; i < depth; i++) {
            inner = i % 2 == 0 ? inner.putObject("level-" + i) : inner.putArray("level-" + i).addObject();
        }
        inner.put(name, "secret").put("kept-" + name, "open");

        new DroppedFields(List.of(name)).removeFrom(object);

        assertThat(object.toString()).doesNotContain("secret").contains("open");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"id | 'id' is needed to join captured rows", "label | 'label' is needed", "first name | 'first name' is not the name of a field"})
    void refusesWhatCannotBeDropped(String field, String message) {
        assertThatThrownBy(() -> new DroppedFields(List.of(field))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void aPixelCannotBeDropped() throws Exception {
        try (ModelServer images = ModelServer.listen(ServeOptions.of("shade:1").with(new DroppedFields(List.of("x2"))), InstantSource.system())) {
            assertThatThrownBy(() -> images.serve(new FakePredictor(), new ImageFeatures(2, 2, Optional.empty())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("only the columns of a table can be dropped");
        }
    }
}
