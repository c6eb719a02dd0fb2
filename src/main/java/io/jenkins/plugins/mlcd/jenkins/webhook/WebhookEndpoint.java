package io.jenkins.plugins.mlcd.jenkins.webhook;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.triggers.EventIntake;
import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import java.time.InstantSource;

/** The one receiver of webhooks of this Jenkins, for whichever server has the request. */
@Extension
public final class WebhookEndpoint {

    private final WebhookReceiver receiver = new WebhookReceiver(
            () -> MlcdConfiguration.get().webhookSettings(), occurrences -> EventIntake.get().accept(occurrences), InstantSource.system());

    public static WebhookEndpoint get() {
        return ExtensionList.lookupSingleton(WebhookEndpoint.class);
    }

    /** The reply to a request; never an exception. */
    public WebhookReply receive(WebhookRequest request) {
        return receiver.receive(request);
    }
}
