package io.jenkins.plugins.mlcd.jenkins.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.jenkins.config.CredentialLookup;
import io.jenkins.plugins.mlcd.jenkins.sources.WebClients;
import io.jenkins.plugins.mlcd.notify.ChatPost;
import io.jenkins.plugins.mlcd.notify.Message;
import java.io.IOException;
import java.net.URI;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code chat(credentialsId: 'slack-url', form: 'slack')}: a post to the incoming webhook whose URL is a secret text. */
public final class ChatNotification extends Notification {

    private static final long serialVersionUID = 1L;

    public static final String DEFAULT_FORM = "slack";

    private final String credentialsId;
    private String form = DEFAULT_FORM;

    /** @throws IllegalArgumentException when there is no id */
    @DataBoundConstructor
    public ChatNotification(String credentialsId) {
        String id = Util.fixEmptyAndTrim(credentialsId);
        if (id == null) {
            throw new IllegalArgumentException("chat needs the credentialsId of a secret text that holds the URL of an incoming webhook");
        }
        this.credentialsId = id;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    public String getForm() {
        return form;
    }

    @DataBoundSetter
    public void setForm(@CheckForNull String form) {
        String text = Util.fixEmptyAndTrim(form);
        this.form = text == null ? DEFAULT_FORM : text;
        ChatPost.Form.of(this.form);
    }

    @Override
    public String describe() {
        return form + " chat of " + credentialsId;
    }

    @Override
    public void send(Job<?, ?> job, Message message) throws IOException, InterruptedException {
        String url = CredentialLookup.text(credentialsId, job)
                .orElseThrow(() -> new IOException("credentialsId '" + credentialsId + "' is no secret text that this job may use"));
        URI allowed;
        try {
            allowed = NotificationConfiguration.get().chats().require(URI.create(url.strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("the URL in '" + credentialsId + "' is none of a chat that this Jenkins may post to; an administrator can allow it");
        }
        ChatPost.send(WebClients.get(), allowed, ChatPost.Form.of(form), message);
    }

    @Extension
    @Symbol("chat")
    public static final class DescriptorImpl extends Descriptor<Notification> {

        @Override
        public String getDisplayName() {
            return "Post to Slack or Teams";
        }
    }
}
