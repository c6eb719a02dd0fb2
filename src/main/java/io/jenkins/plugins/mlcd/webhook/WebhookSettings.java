package io.jenkins.plugins.mlcd.webhook;

import java.util.List;

/**
 * Who may send webhooks, and through whom.
 *
 * @param sources with different names
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}, {@code fd00::/8}) whose {@code X-Forwarded-For} is believed
 */
public record WebhookSettings(List<WebhookSource> sources, List<Network> trustedProxies) {

    public static final WebhookSettings NONE = new WebhookSettings(List.of(), List.of());

    public WebhookSettings {
        sources = List.copyOf(sources);
        trustedProxies = List.copyOf(trustedProxies);
        if (sources.stream().map(WebhookSource::name).distinct().count() < sources.size()) {
            throw new IllegalArgumentException("two webhook sources have the same name; names must differ");
        }
    }
}
