package io.jenkins.plugins.mlcd.jenkins.webhook;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.triggers.EventIntake;
import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The one receiver of webhooks of this Jenkins, for whichever server has the request. */
@Extension
public final class WebhookEndpoint {

    private volatile Supplier<WebhookSettings> settings = () -> MlcdConfiguration.get().webhookSettings();

    private final WebhookReceiver receiver = new WebhookReceiver(
            this::settings, occurrences -> EventIntake.get().accept(occurrences), InstantSource.system());

    public static WebhookEndpoint get() {
        return ExtensionList.lookupSingleton(WebhookEndpoint.class);
    }

    /** Who may send, as it is now. */
    public WebhookSettings settings() {
        return settings.get();
    }

    /** Says who may send, instead of the global configuration. */
    public void configure(Supplier<WebhookSettings> other) {
        settings = other;
    }

    /** The reply to a request; never an exception. */
    public WebhookReply receive(WebhookRequest request) {
        return receiver.receive(request);
    }
}
