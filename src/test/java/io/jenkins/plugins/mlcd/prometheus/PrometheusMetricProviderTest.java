package io.jenkins.plugins.mlcd.prometheus;

import static io.jenkins.plugins.mlcd.prometheus.FakePrometheus.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.canary.Reading;
import io.jenkins.plugins.mlcd.target.Calibration;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Observations;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusMetricProviderTest {

    private static final String MATRIX = "{\"metric\":{%s},\"values\":[[%d,\"%s\"]]}";

    private final AtomicLong nanos = new AtomicLong();
    private FakePrometheus server;

    /** By version, or for Istio by workload, the series that a look finds; null where nothing is scraped. */
    private Map<String, List<String>> scraped = Map.of();

    /** Whether nothing current is known at a look, although there were samples shortly before. */
    private volatile boolean missed;

    @BeforeEach
    void start() throws IOException {
        server = FakePrometheus.answering(exchange -> {
            String query = server.asked.get(server.asked.size() - 1).parameters().get("query");
            List<String> found = scraped.entrySet().stream().filter(entry -> query.contains(entry.getKey())).flatMap(entry -> entry.getValue().stream()).toList();
            FakePrometheus.send(exchange, 200, query.startsWith("count(")
                    ? success("vector", found.isEmpty() || missed ? "[]" : "[{\"metric\":{},\"value\":[1,\"2\"]}]")
                    : success("matrix", "[" + String.join(",", found) + "]"));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sample(int time, Object value, String... labels) {
        String metric = java.util.stream.IntStream.range(0, labels.length / 2)
                .mapToObj(i -> "\"" + labels[2 * i] + "\":\"" + labels[2 * i + 1] + "\"")
                .collect(Collectors.joining(","));
        return MATRIX.formatted(metric, time, value);
    }

    private PrometheusMetricProvider provider(MetricSource source, Map<String, String> canary, Map<String, String> stable) {
        return new PrometheusMetricProvider(new PrometheusClient(server.at()), source, custom, canary, stable, nanos::get);
    }

    private CustomFigures custom = CustomFigures.NONE;

    private PrometheusMetricProvider serving() {
        return provider(ServeMetrics.matching("job=\"models\""), Map.of(), Map.of());
    }

    private static List<String> requests(int time, int good, int failed) {
        return List.of(
                sample(time, good, "__name__", "mlcd_requests_total", "code", "200", "instance", "a"),
                sample(time, failed, "__name__", "mlcd_requests_total", "code", "500", "instance", "a"));
    }

    @Test
    void readsBothVersionsFromTheirOwnServers() throws Exception {
        PrometheusMetricProvider provider = serving();
        scraped = Map.of("digits:1\"", requests(1, 1_000, 3), "digits:2\"", requests(1, 0, 0));
        Reading first = provider.read("digits:2", "digits:1");
        assertThat(first.stable()).map(Counters::requests).contains(0L);

        scraped = Map.of("digits:1\"", requests(2, 1_100, 4), "digits:2\"", requests(2, 20, 5));
        Reading second = provider.read("digits:2", "digits:1");

        assertThat(second.stable()).map(Counters::requests).contains(101L);
        assertThat(second.stable()).map(Counters::errors).contains(1L);
        assertThat(second.canary()).map(Counters::requests).contains(25L);
        assertThat(second.canary()).map(Counters::errors).contains(5L);
        assertThat(server.asked).allSatisfy(asked -> assertThat(asked.parameters().get("query")).contains("job=\"models\""));
    }

    @Test
    void looksBackToTheLookBefore() throws Exception {
        PrometheusMetricProvider provider = serving();
        scraped = Map.of("digits:1\"", requests(1, 1, 0), "digits:2\"", requests(1, 1, 0));
        provider.read("digits:2", "digits:1");
        nanos.addAndGet(600_000_000_000L);
        provider.read("digits:2", "digits:1");

        assertThat(server.asked).extracting(asked -> asked.parameters().get("query").replaceAll(".*}", ""))
                .containsExactly(")", "[301s]", ")", "[301s]", ")", "[901s]", ")", "[901s]");
    }

    @Test
    void hasNoFiguresOfAVersionThatIsNotScrapedYet() throws Exception {
        scraped = Map.of("digits:1\"", requests(1, 1, 0));

        assertThat(serving().read("digits:2", "digits:1").canary()).isEmpty();
    }

    @Test
    void takesNoHistoryOfACanaryThatMissedAScrapeAtTheFirstLook() throws Exception {
        PrometheusMetricProvider provider = serving();
        scraped = Map.of("digits:1\"", requests(1, 100, 0), "digits:2\"", requests(1, 1_500, 7));
        missed = true;
        assertThat(provider.read("digits:2", "digits:1")).isEqualTo(Reading.NONE);
        missed = false;
        scraped = Map.of("digits:1\"", requests(2, 120, 0), "digits:2\"", requests(2, 1_530, 8));

        Reading reading = provider.read("digits:2", "digits:1");

        assertThat(reading.canary()).map(Counters::requests).contains(31L);
        assertThat(reading.canary()).map(Counters::errors).contains(1L);
    }

    @Test
    void tellsNothingTwiceAfterAScrapeThatStopped() throws Exception {
        PrometheusMetricProvider provider = serving();
        provider.read("digits:2", "digits:1");
        scraped = Map.of("digits:1\"", requests(1, 100, 0), "digits:2\"", requests(1, 40, 2));
        provider.read("digits:2", "digits:1");
        scraped = Map.of("digits:1\"", requests(2, 200, 0));
        assertThat(provider.read("digits:2", "digits:1").canary()).isEmpty();

        scraped = Map.of("digits:1\"", requests(3, 300, 0), "digits:2\"", requests(3, 65, 3));
        Counters canary = provider.read("digits:2", "digits:1").canary().orElseThrow();

        assertThat(canary.requests()).isEqualTo(26);
        assertThat(canary.errors()).isEqualTo(1);
    }

    @Test
    void readsConfidenceLatencyAndLabelsOfModelServers() throws Exception {
        PrometheusMetricProvider provider = serving();
        provider.read("digits:2", "digits:1");
        scraped = Map.of("digits:2", List.of(
                sample(1, 7, "__name__", "mlcd_requests_total", "code", "200"),
                sample(1, 5, "__name__", "mlcd_requests_total", "code", "400"),
                sample(1, 3, "__name__", "mlcd_request_seconds_bucket", "le", "0.01"),
                sample(1, 6, "__name__", "mlcd_request_seconds_bucket", "le", "0.1"),
                sample(1, 7, "__name__", "mlcd_request_seconds_bucket", "le", "+Inf"),
                sample(1, 0.5, "__name__", "mlcd_request_seconds_sum"),
                sample(1, 7, "__name__", "mlcd_confidence_ratio_count"),
                sample(1, 6.3, "__name__", "mlcd_confidence_ratio_sum"),
                sample(1, 5.9, "__name__", "mlcd_confidence_squares_total"),
                sample(1, 2, "__name__", "mlcd_confidence_ratio_bucket", "le", "0.9"),
                sample(1, 7, "__name__", "mlcd_confidence_ratio_bucket", "le", "+Inf"),
                sample(1, 1, "__name__", "mlcd_calibration_total", "bucket", "0.9", "result", "wrong"),
                sample(1, 4, "__name__", "mlcd_calibration_total", "bucket", "+Inf", "result", "correct"),
                sample(1, 4, "__name__", "mlcd_feedback_total", "result", "correct"),
                sample(1, 1, "__name__", "mlcd_feedback_total", "result", "wrong"),
                sample(1, 9, "__name__", "mlcd_feedback_total", "result", "unknown")));

        Counters canary = provider.read("digits:2", "digits:1").canary().orElseThrow();

        assertThat(canary.requests()).isEqualTo(7);
        assertThat(canary.latency().bounds()).containsExactly(10.0, 100.0);
        assertThat(canary.latency().counts()).containsExactly(3L, 3L, 1L);
        assertThat(canary.latency().sum()).isEqualTo(500);
        assertThat(canary.confidence().sum()).isEqualTo(6.3);
        assertThat(canary.confidence().sumSquares()).isEqualTo(5.9);
        assertThat(canary.labelled().count()).isEqualTo(5);
        assertThat(canary.labelled().correct()).isEqualTo(4);
        assertThat(canary.calibration()).isEqualTo(new Calibration(List.of(0.9), List.of(2L, 5L), List.of(1L, 4L), List.of(0L, 4L)));
    }

    @Test
    void readsIstiosMetricsByWorkload() throws Exception {
        PrometheusMetricProvider provider = provider(
                IstioMetrics.matching(IstioMetrics.BY_WORKLOAD), Map.of("workload", "digits-canary", "namespace", "ml"), Map.of("workload", "digits", "namespace", "ml"));
        provider.read("digits:2", "digits:1");
        scraped = Map.of("\"digits-canary\"", List.of(
                istio(100, "200", "-"), istio(4, "503", "UF"), istio(7, "404", "-"), istio(2, "0", "DC"), istio(3, "0", "UC")));

        Counters canary = provider.read("digits:2", "digits:1").canary().orElseThrow();

        assertThat(canary.requests()).isEqualTo(107);
        assertThat(canary.errors()).isEqualTo(7);
        assertThat(server.asked.get(0).parameters().get("query")).contains(
                "reporter=\"destination\"", "destination_workload=\"digits-canary\"", "destination_workload_namespace=\"ml\"");
    }

    @Test
    void readsFiguresOfOnesOwn() throws Exception {
        custom = new CustomFigures(
                Map.of("queue_depth", new QueryTemplate("sum(queue{of=\"{{version}}\"})"), "unknown", new QueryTemplate("sum(nothing{of=\"{{version}}\"})")),
                Map.of("orders", new CustomFigures.Observation(
                        new QueryTemplate("shown{to=\"{{version}}\"}"), new QueryTemplate("ordered{by=\"{{version}}\"}"), Optional.empty())));
        PrometheusMetricProvider provider = serving();
        provider.read("digits:2", "digits:1");
        scraped = Map.of(
                "mlcd_requests_total", requests(1, 7, 0),
                "shown{to=\"digits:2", List.of(sample(1, 40, "instance", "a"), sample(1, 10, "instance", "b")),
                "ordered{by=\"digits:2", List.of(sample(1, 6, "instance", "a")),
                "sum(queue{of=\"digits:2", List.of(sample(1, 3)),
                "sum(nothing{of=\"digits:2", List.of(sample(1, "NaN")));

        Counters canary = provider.read("digits:2", "digits:1").canary().orElseThrow();

        assertThat(canary.observed()).containsExactly(Map.entry("orders", new Observations(50, 6, 6)));
        assertThat(canary.gauges()).containsExactly(Map.entry("queue_depth", 3.0));
    }

    @Test
    void refusesAGaugeOfSeveralSeries() {
        custom = new CustomFigures(Map.of("queue_depth", new QueryTemplate("queue{of=\"{{version}}\"}")), Map.of());
        scraped = Map.of("queue{of=\"digits:2", List.of(sample(1, 3, "instance", "a"), sample(1, 3, "instance", "b")));

        assertThatThrownBy(() -> serving().read("digits:2", "digits:1"))
                .hasMessageContaining("gives 2 series for 'queue_depth', which must be one number: put sum(...)");
    }

    @Test
    void namesAMissingVariableBeforeTheRolloutStarts() {
        assertThatThrownBy(() -> provider(IstioMetrics.matching(IstioMetrics.BY_WORKLOAD), Map.of("workload", "c", "namespace", "ml"), Map.of("workload", "s")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the placeholder {{namespace}}; known are [model, number, role, version, workload]");
    }

    private static String istio(int count, String code, String flags) {
        return sample(1, count, "__name__", "istio_requests_total", "response_code", code, "response_flags", flags, "source_app", "web", "pod", "p1");
    }
}
