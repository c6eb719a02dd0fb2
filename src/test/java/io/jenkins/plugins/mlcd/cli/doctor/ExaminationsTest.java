package io.jenkins.plugins.mlcd.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.mlcd.cli.doctor.Diagnosis.Level;
import io.jenkins.plugins.mlcd.kubernetes.Permissions;
import io.jenkins.plugins.mlcd.prometheus.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of a machine and of servers, which a small server plays here. */
class ExaminationsTest {

    private record Reply(int status, String body) {}

    @TempDir
    Path directory;

    private HttpServer server;
    private Function<String, Reply> replies = request -> new Reply(404, "");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = replies.apply(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static Diagnosis only(Examination examination) throws InterruptedException {
        List<Diagnosis> found = examination.examine();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest
    @CsvSource({"16, 8, FAIL, OK", "17, 8, OK, OK", "21, 1, OK, WARN"})
    void wantJava17AndSomeMemory(int feature, long gigabytes, Level java, Level memory) {
        assertThat(new JavaExamination(feature, gigabytes << 30, 2).examine()).extracting(Diagnosis::level).containsExactly(java, memory);
    }

    @ParameterizedTest
    @CsvSource({"100, FAIL", "2000, WARN", "9000, OK"})
    void wantRoom(long megabytes, Level level) throws Exception {
        Diagnosis found = only(new DiskExamination("disk", directory.resolve("not/yet"), existing -> {
            assertThat(existing).isEqualTo(directory);
            return megabytes << 20;
        }));
        assertThat(found.level()).isEqualTo(level);
    }

    @Test
    void wantADirectoryThatIsOne() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(only(DiskExamination.of("disk", file)).level()).isEqualTo(Level.FAIL);
        assertThat(only(DiskExamination.of("disk", directory)).seen()).contains("GiB free at " + directory);
    }

    @Test
    void findAPortThatIsTaken() throws Exception {
        Diagnosis taken = only(new PortExamination("target", server.getAddress().getPort()));
        assertThat(taken.level()).isEqualTo(Level.FAIL);
        assertThat(taken.seen()).contains(Integer.toString(server.getAddress().getPort()));
        assertThat(only(new PortExamination("target", 0)).level()).isEqualTo(Level.OK);
    }

    @Test
    void sayWhatCannotBeTrainedWithoutNatives() throws Exception {
        Diagnosis found = only(new NativesExamination("PyTorch", () -> {
            throw new UnsatisfiedLinkError("libgomp.so.1: cannot open\nshared object file");
        }, "networks"));
        assertThat(found.level()).isEqualTo(Level.FAIL);
        assertThat(found.seen()).endsWith("libgomp.so.1: cannot open shared object file");
        assertThat(found.advice()).contains("no networks, but runs your own commands");
    }

    private ClusterExamination cluster(URI url, List<ClusterRight> rights) {
        return new ClusterExamination("target production", () -> client(url), "ml", rights, "rbac.yaml");
    }

    private static KubernetesClient client(URI url) {
        return new KubernetesClientBuilder().withConfig(new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty()).withMasterUrl(url.toString())
                .withRequestRetryBackoffLimit(0).withConnectionTimeout(2_000).build()).build();
    }

    @Test
    void nameTheRightsThatAClusterRefuses() throws Exception {
        List<String> asked = new ArrayList<>();
        replies = request -> {
            if (request.startsWith("GET /version")) {
                return new Reply(200, "{\"major\": \"1\", \"minor\": \"33\", \"gitVersion\": \"v1.33.1\"}");
            }
            asked.add(request);
            boolean allowed = !request.contains("\"httproutes\"") && !request.contains("\"log\"");
            return new Reply(201, "{\"apiVersion\": \"authorization.k8s.io/v1\", \"kind\": \"SelfSubjectAccessReview\", \"status\": {\"allowed\": " + allowed + "}}");
        };
        List<ClusterRight> rights = List.of(new ClusterRight("get", "apps", "deployments", ""), new ClusterRight("patch", "gateway.networking.k8s.io", "httproutes", ""),
                new ClusterRight("get", "", "pods", "log"));

        List<Diagnosis> found = cluster(url(), rights).examine();

        assertThat(found.get(0).seen()).startsWith("Kubernetes v1.33.1 at ");
        assertThat(found.get(1).level()).isEqualTo(Level.FAIL);
        assertThat(found.get(1).seen()).isEqualTo("in namespace ml it may not patch httproutes, get pods/log");
        assertThat(found.get(1).advice()).startsWith("kubectl apply -n ml -f rbac.yaml");
        assertThat(asked).hasSize(3).allSatisfy(request -> assertThat(request).startsWith("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews").contains("\"namespace\":\"ml\""));
        assertThat(cluster(url(), rights.subList(0, 1)).examine()).extracting(Diagnosis::level).containsOnly(Level.OK);
    }

    @Test
    void sayThatAClusterDoesNotAnswer() throws Exception {
        assertThat(only(cluster(nobody(), ClusterRight.ofTrials())).seen()).startsWith("the cluster does not answer: ");
    }

    /** The doctor asks for what the roles of the examples give, and the roles are tested to be what is needed. */
    @Test
    void askForTheRightsOfTheRoles() throws Exception {
        List<ClusterRight> delivery = new ArrayList<>(ClusterRight.ofWorkloads());
        delivery.addAll(ClusterRight.ofIstio());
        delivery.addAll(ClusterRight.ofGatewayApi());
        delivery.addAll(ClusterRight.ofKServe());
        assertThat(words(delivery)).isEqualTo(Permissions.allowed("examples/kubernetes/rbac.yaml"));
        assertThat(words(ClusterRight.ofTrials())).isEqualTo(Permissions.allowed("examples/kubernetes/jobs/rbac.yaml"));
    }

    private static Set<String> words(List<ClusterRight> rights) {
        return new TreeSet<>(rights.stream().map(ClusterRight::toString).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            405 | OK   |
            404 | FAIL | Install the plugin
            302 | FAIL | they do not follow redirects
            403 | FAIL | without one
            502 | FAIL | proxy in front
            """)
    void tryTheWebhook(int status, Level level, String advice) throws Exception {
        replies = request -> new Reply(request.startsWith("GET /ci/mlcd/webhook/alertmanager ") ? status : 500, "");
        Diagnosis found = only(new WebhookExamination(url().resolve("/ci/")));
        assertThat(found.level()).isEqualTo(level);
        assertThat(found.advice()).contains(advice == null ? "" : advice);
    }

    @Test
    void sayThatNobodyListens() throws Exception {
        assertThat(only(new WebhookExamination(nobody())).seen()).endsWith("nobody listens there");
        assertThat(only(new AlertmanagerExamination(nobody())).level()).isEqualTo(Level.FAIL);
    }

    @Test
    void wantAnAlertmanagerThatSends() throws Exception {
        replies = request -> new Reply(200, "{\"versionInfo\": {\"version\": \"0.25.0\"}, \"config\": {\"original\": \"receivers: []\"}}");
        assertThat(only(new AlertmanagerExamination(url())).level()).isEqualTo(Level.WARN);
        replies = request -> new Reply(200, "{\"versionInfo\": {\"version\": \"0.25.0\"}, \"config\": {\"original\": \"receivers: [{webhook_configs: []}]\"}}");
        assertThat(only(new AlertmanagerExamination(url())).seen()).startsWith("Alertmanager 0.25.0 at ");
        replies = request -> new Reply(500, "");
        assertThat(only(new AlertmanagerExamination(url())).seen()).contains("HTTP 500");
        replies = request -> new Reply(200, "no JSON");
        assertThat(only(new AlertmanagerExamination(url())).level()).isEqualTo(Level.FAIL);
    }

    @Test
    void wantAPrometheusThatScrapes() throws Exception {
        String series = "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [%s]}}";
        replies = request -> new Reply(200, request.contains("buildinfo") ? "{\"status\": \"success\", \"data\": {\"version\": \"2.42.0\"}}" : series.formatted(""));
        assertThat(only(new PrometheusExamination("prometheus", PrometheusServer.at(url()))).level()).isEqualTo(Level.WARN);
        replies = request -> new Reply(200, request.contains("buildinfo") ? "{\"status\": \"success\", \"data\": {\"version\": \"2.42.0\"}}"
                : series.formatted("{\"metric\": {}, \"value\": [1, \"3\"]}"));
        assertThat(only(new PrometheusExamination("prometheus", PrometheusServer.at(url()))).seen()).startsWith("Prometheus 2.42.0 at ");
        replies = request -> new Reply(401, "");
        assertThat(only(new PrometheusExamination("prometheus", PrometheusServer.at(url()))).level()).isEqualTo(Level.FAIL);
    }

    @Test
    void alwaysAdviseWhereSomethingIsWrong() {
        assertThatThrownBy(() -> new Diagnosis("x", Level.FAIL, "broken", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Diagnosis("x", Level.OK, "fine", "do")).isInstanceOf(IllegalArgumentException.class);
    }
}
