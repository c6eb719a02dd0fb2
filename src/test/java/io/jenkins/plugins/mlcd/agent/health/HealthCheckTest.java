package io.jenkins.plugins.mlcd.agent.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.mlcd.agent.load.LoadTarget;
import io.jenkins.plugins.mlcd.agent.profile.ImageFeatures;
import io.jenkins.plugins.mlcd.agent.serve.FakePredictor;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.agent.serve.ServeOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private static final LoadTarget FINE = number -> CompletableFuture.completedFuture(true);

    private final List<String> console = new ArrayList<>();
    private final AtomicLong memory = new AtomicLong(100_000_000);

    private ObjectNode check(URI server, LoadTarget predictions, long leak) throws InterruptedException {
        Random random = new Random(5);
        return new HealthCheck(server, () -> true, () -> OptionalLong.of(memory.addAndGet(leak + random.nextInt(20_001) - 10_000)), predictions, console::add)
                .run(4, 4000, 0.95);
    }

    /** A server that answers everything with one status. */
    private ObjectNode against(int status, LoadTarget predictions, long leak) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            return check(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), predictions, leak);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ourServerSurvivesAllOfIt() throws Exception {
        try (ModelServer server = ModelServer.listen(ServeOptions.of("shade:1"), InstantSource.system())) {
            server.serve(new FakePredictor(), new ImageFeatures(2, 2, Optional.empty()));
            ObjectNode metrics = check(URI.create(server.url().toString()), FINE, 0);
            assertThat(console).isEmpty();
            assertThat(metrics.path("malformed_failures").asInt()).isZero();
            assertThat(metrics.path("malformed_requests").asInt()).isGreaterThan(20);
            assertThat(metrics.path("healthy").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatFailsOnBadInputOrTakesItIsFound() throws Exception {
        assertThat(against(500, FINE, 0).path("healthy").asInt()).isZero();
        assertThat(console).anyMatch(line -> line.startsWith("NaN: answered 500, but 400 to 499"));
        console.clear();
        assertThat(against(200, FINE, 0).path("malformed_failures").asInt()).isGreaterThan(15);
        assertThat(console).anyMatch(line -> line.startsWith("a value too few: answered 200"));
    }

    @Test
    void aServerThatIsGoneIsFound() throws Exception {
        ObjectNode metrics = check(URI.create("http://127.0.0.1:1"), FINE, 0);
        assertThat(metrics.path("malformed_failures").asInt()).isEqualTo(metrics.path("malformed_requests").asInt());
        assertThat(console).allMatch(line -> line.contains("no connection"));
    }

    @Test
    void aLeakIsMeasuredWithItsInterval() throws Exception {
        ObjectNode metrics = against(400, FINE, 50_000);
        assertThat(metrics.path("memory_growth_bytes").path("value").asDouble()).as("50,000 bytes each 100 requests").isCloseTo(500, within(60.0));
        assertThat(metrics.path("memory_growth_bytes").path("low").asDouble()).isPositive();
        assertThat(metrics.path("server_memory_bytes").asLong()).isGreaterThan(101_000_000);
        assertThat(against(400, FINE, 0).path("memory_growth_bytes").path("low").asDouble()).as("without a leak").isNegative();
    }

    @Test
    void predictionsThatFailAreCounted() throws Exception {
        ObjectNode metrics = against(400, number -> CompletableFuture.completedFuture(number % 10 != 9), 0);
        assertThat(metrics.path("error_rate").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(metrics.path("healthy").asInt()).isZero();
    }

    @Test
    void growthNeedsReadings() {
        assertThatThrownBy(() -> MemoryGrowth.of(List.of(1L, 2L), 10, 0.95)).hasMessageContaining("at least 3 readings");
        assertThat(MemoryGrowth.of(List.of(0L, 10L, 20L, 30L), 10, 0.95).bytesPerRequest()).isEqualTo(1);
    }
}
