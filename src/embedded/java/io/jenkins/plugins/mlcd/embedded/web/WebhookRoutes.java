package io.jenkins.plugins.mlcd.embedded.web;

import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookEndpoint;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /mlcd/webhook/<kind>}: what is sent there goes to the plugin's receiver, as on a Jenkins. */
public final class WebhookRoutes implements Routes {

    private static final String PREFIX = "/mlcd/webhook/";

    private final Function<WebhookRequest, WebhookReply> receiver;

    /** @param receiver such as that of {@link WebhookEndpoint} */
    public WebhookRoutes(Function<WebhookRequest, WebhookReply> receiver) {
        this.receiver = receiver;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        if (!request.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        Map<String, List<String>> headers =
                request.headers().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        WebhookReply reply = receiver.apply(new WebhookRequest(request.method(), request.path().substring(PREFIX.length()),
                request.parameters(), headers, InetAddress.getLoopbackAddress().getHostAddress(), new ByteArrayInputStream(request.body())));
        return Optional.of(new Answer(reply.status(), WebhookReply.CONTENT_TYPE, reply.body().getBytes(StandardCharsets.UTF_8), reply.headers()));
    }
}
