package io.jenkins.plugins.mlcd.jenkins.notify;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.notify.Message;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code owners(to: 'ml-team@example.org')}: mail, as Jenkins is configured to send it. */
public final class OwnersNotification extends Notification {

    private static final long serialVersionUID = 1L;

    private final String to;

    /** @throws IllegalArgumentException when there is no address in it */
    @DataBoundConstructor
    public OwnersNotification(String to) {
        String text = Util.fixEmptyAndTrim(to);
        if (text == null || !text.matches("[^@\\s,;]+@[^@\\s,;]+([,;\\s]+[^@\\s,;]+@[^@\\s,;]+)*")) {
            throw new IllegalArgumentException("to '" + to + "' must be mail addresses, separated by commas");
        }
        this.to = text;
    }

    public String getTo() {
        return to;
    }

    @Override
    public String describe() {
        return "mail to " + to;
    }

    @Override
    public void send(Job<?, ?> job, Message message) throws IOException {
        try {
            JenkinsMail.send(to, message);
        } catch (NoClassDefFoundError e) {
            throw new IOException("mail needs the mailer plugin, which is not installed", e);
        }
    }

    @Extension
    @Symbol("owners")
    public static final class DescriptorImpl extends Descriptor<Notification> {

        @Override
        public String getDisplayName() {
            return "Mail to the owners";
        }
    }
}
