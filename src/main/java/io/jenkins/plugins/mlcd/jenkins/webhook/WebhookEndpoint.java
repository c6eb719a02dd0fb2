package io.jenkins.plugins.mlcd.jenkins.webhook;

import hudson.Extension;
import hudson.ExtensionList;
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

    private volatile Supplier<WebhookSettings> settings = () -> WebhookSettings.NONE;

    private final WebhookReceiver receiver =
            new WebhookReceiver(() -> settings.get(), occurrences -> EventIntake.get().accept(occurrences), InstantSource.system());

    public static WebhookEndpoint get() {
        return ExtensionList.lookupSingleton(WebhookEndpoint.class);
    }

    /** The reply to a request; never an exception. */
    public WebhookReply receive(WebhookRequest request) {
        return receiver.receive(request);
    }

    /** Who may send, instead of what the global configuration says. */
    public void configure(Supplier<WebhookSettings> other) {
        settings = other;
    }
}
