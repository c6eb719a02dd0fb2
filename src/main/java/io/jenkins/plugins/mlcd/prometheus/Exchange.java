package io.jenkins.plugins.mlcd.prometheus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one question to a server and returns the status and the answer. It is asked again after pauses when nothing answers or the
 * status says that it may go better later; a redirection is followed on the same host only, because the question carries a
 * credential.
 */
final class Exchange {

    static final List<Duration> PAUSES = List.of(Duration.ofMillis(250), Duration.ofSeconds(1));
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTIONS = 3;

    private final PrometheusServer server;
    private final List<Duration> pauses;
    private final HttpClient client;

    /** An answer, whatever its status. */
    record Answer(int status, byte[] body, Optional<String> retryAfter) {}

    Exchange(PrometheusServer server, List<Duration> pauses) {
        this.server = server;
        this.pauses = List.copyOf(pauses);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(server.timeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        server.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** @param question without timeout and authorization, which are added */
    Answer send(HttpRequest question) throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            boolean last = attempt == pauses.size();
            Optional<String> wait = Optional.empty();
            try {
                Answer answer = redirected(question);
                if (last || !PASSING.contains(answer.status)) {
                    return answer;
                }
                wait = answer.retryAfter;
            } catch (PrometheusException e) {
                if (last || e.getCause() == null || e.getCause() instanceof CappedBody.TooLong) {
                    throw e;
                }
            }
            Thread.sleep(pause(attempt, wait).toMillis());
        }
    }

    /** As long as the server asks for, within reason. */
    private Duration pause(int attempt, Optional<String> retryAfter) {
        Duration wanted = retryAfter.filter(text -> text.matches("\\d{1,6}")).map(text -> Duration.ofSeconds(Long.parseLong(text))).orElse(Duration.ZERO);
        Duration least = pauses.get(attempt);
        return wanted.compareTo(least) < 0 ? least : wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
    }

    private Answer redirected(HttpRequest question) throws IOException, InterruptedException {
        HttpRequest next = question;
        for (int hop = 0; hop <= MAX_REDIRECTIONS; hop++) {
            HttpResponse<byte[]> response = once(next);
            if (!REDIRECTIONS.contains(response.statusCode())) {
                return new Answer(response.statusCode(), response.body(), response.headers().firstValue("Retry-After"));
            }
            URI to = elsewhere(next.uri(), response);
            next = HttpRequest.newBuilder(next, (name, value) -> true).uri(to).build();
        }
        throw new PrometheusException(said() + " redirects more than " + MAX_REDIRECTIONS + " times", 0);
    }

    private URI elsewhere(URI from, HttpResponse<byte[]> response) throws PrometheusException {
        String location = response.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new PrometheusException(said() + " redirects to '" + location + "', which is no URL", response.statusCode());
        }
        boolean same = from.getScheme().equals(to.getScheme()) && from.getAuthority().equals(to.getAuthority());
        if (location.isEmpty() || !same) {
            throw new PrometheusException(
                    said() + " redirects to '" + location + "'; another server is not followed, because it would get the credential", response.statusCode());
        }
        return to;
    }

    /** The timeout is of the whole answer: that of {@link HttpRequest} ends with its head. */
    private HttpResponse<byte[]> once(HttpRequest question) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(question, (name, value) -> true);
        authorization().ifPresent(header -> request.setHeader("Authorization", header));
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.build(), head -> new CappedBody(server.maxBytes()));
        try {
            return exchange.get(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PrometheusException(said() + " did not answer within " + server.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new PrometheusException(said() + " " + reason(e.getCause()), e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private Optional<String> authorization() throws PrometheusException {
        try {
            return server.authorization().get();
        } catch (IllegalArgumentException e) {
            throw new PrometheusException(said() + " cannot be asked: " + e.getMessage(), 0);
        }
    }

    private static String reason(Throwable error) {
        if (error instanceof CappedBody.TooLong) {
            return "answered " + error.getMessage() + "; ask for fewer series or a shorter time";
        }
        if (error instanceof ConnectException) {
            return "does not answer: no connection";
        }
        return "failed: " + (error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage());
    }

    private String said() {
        return "Prometheus at " + server.url();
    }
}
