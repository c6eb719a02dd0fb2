package io.jenkins.plugins.mlcd.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.mlcd.loop.Dispatcher;
import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.loop.Inbox.Judged;
import io.jenkins.plugins.mlcd.loop.InboxDelivery;
import io.jenkins.plugins.mlcd.loop.Intake;
import io.jenkins.plugins.mlcd.loop.Subscriptions;
import io.jenkins.plugins.mlcd.loop.TriggerPolicy;
import io.jenkins.plugins.mlcd.loop.TriggerRule;
import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole way of an event without Jenkins: HTTP on loopback, receiver, intake, dispatcher, inboxes. A build is a line in a job's
 * {@code builds}, written before the inbox says that it began, as Jenkins writes {@code build.xml}.
 */
final class WebhookServer implements AutoCloseable, InboxDelivery.Jobs {

    static final String TOKEN = "bench";
    private static final int THREADS = 32;
    private static final int RATE = 1_000_000;
    private static final long DRAIN_MILLIS = 10;

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // otherwise each answer waits 40 ms for the client's acknowledgement
    }

    private final Path home;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Intake intake;
    private final Dispatcher dispatcher;
    private final boolean building;
    final AtomicLong judged = new AtomicLong();
    final AtomicInteger accepted = new AtomicInteger();

    /**
     * @param jobs job {@code i} is about the data set {@code data-i}; the first also about the alert {@code Drift}
     * @param building whether causes get builds, which end at once
     */
    WebhookServer(Path home, int jobs, boolean building) throws IOException {
        this.home = home;
        this.building = building;
        Subscriptions subscriptions = new Subscriptions();
        for (int i = 0; i < jobs; i++) {
            TriggerRule data = TriggerRule.dataset("data-" + i);
            subscriptions.put("job-" + i, i > 0 ? data : new TriggerRule(data.dataset(), Optional.empty(), TriggerRule.alerts("Drift").alerts(), data.confidenceBelow()));
        }
        intake = Intake.open(home.resolve("mlcd"), InstantSource.system());
        if (building) {
            for (int i = 0; i < jobs; i++) {
                recover("job-" + i);
            }
        }
        dispatcher = Dispatcher.start(intake, new InboxDelivery(subscriptions, this, InstantSource.system()));
        WebhookSettings settings = new WebhookSettings(List.of(source(WebhookSource.Kind.DATASET), source(WebhookSource.Kind.ALERTMANAGER)), List.of());
        WebhookReceiver receiver = new WebhookReceiver(() -> settings, intake::accept, InstantSource.system());
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1024);
        http.setExecutor(threads);
        http.createContext("/mlcd/webhook/", exchange -> answer(receiver, exchange));
        http.createContext("/echo", WebhookServer::echo);
        http.start();
    }

    private static WebhookSource source(WebhookSource.Kind kind) {
        return new WebhookSource(kind.word(), kind, WebhookSource.Scheme.BEARER, () -> List.of(TOKEN), RATE, Optional.empty());
    }

    int port() {
        return http.getAddress().getPort();
    }

    private static void answer(WebhookReceiver receiver, HttpExchange exchange) throws IOException {
        WebhookReply reply = receiver.receive(new WebhookRequest(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath().substring("/mlcd/webhook/".length()),
                Map.of(), exchange.getRequestHeaders(), exchange.getRemoteAddress().getAddress().getHostAddress(), exchange.getRequestBody()));
        send(exchange, reply.status(), reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void echo(HttpExchange exchange) throws IOException {
        send(exchange, 202, exchange.getRequestBody().readAllBytes());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public Optional<InboxDelivery.Destination> destination(String job) {
        return Optional.of(new InboxDelivery.Destination(home.resolve(job), TriggerPolicy.OPEN));
    }

    @Override
    public void judged(String job, List<Judged> causes) {
        judged.addAndGet(causes.size());
        accepted.addAndGet((int) causes.stream().filter(cause -> cause.event().waits()).count());
        if (building) {
            try {
                build(job);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void build(String job) throws IOException {
        Inbox inbox = Inbox.of(home.resolve(job));
        for (Inbox.Waiting waiting : inbox.waiting()) {
            int number = builds(job).size() + 1;
            Files.writeString(home.resolve(job).resolve("builds"), waiting.leader().key() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            inbox.started(List.of(waiting.leader().id()), number);
            inbox.ended(number, "SUCCESS", "");
        }
    }

    /** As the plugin does after a start. */
    private void recover(String job) throws IOException {
        Inbox inbox = Inbox.of(home.resolve(job));
        Map<String, Integer> numbers = new HashMap<>();
        builds(job).forEach(key -> numbers.put(key, numbers.size() + 1));
        inbox.reconcile(key -> Optional.ofNullable(numbers.get(key)), number -> Optional.of("SUCCESS"));
        inbox.judgeAgain(TriggerPolicy.OPEN);
        build(job);
    }

    private List<String> builds(String job) throws IOException {
        return builds(home, job);
    }

    /** The causes that builds of a job were started with, each whole line. */
    static List<String> builds(Path home, String job) throws IOException {
        Path file = home.resolve(job).resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Waits until everything that was accepted is dispatched. */
    void drain() throws InterruptedException {
        while (dispatcher.reached().compareTo(intake.end()) < 0) {
            Thread.sleep(DRAIN_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        threads.shutdownNow();
        dispatcher.close();
        intake.close();
    }

    /** The process that is killed: prints its port and serves until then. */
    public static void main(String[] args) throws Exception {
        WebhookServer server = new WebhookServer(Path.of(args[0]), Integer.parseInt(args[1]), true);
        System.out.println(server.port());
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }
}
