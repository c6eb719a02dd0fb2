package io.jenkins.plugins.mlcd.jenkins.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sources.AllowList;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Who is told when a job says nothing, and which chats may be posted to. */
@Extension
@Symbol("mlcdNotifications")
public final class NotificationConfiguration extends GlobalConfiguration {

    public static final String DEFAULT_CHATS = "https://hooks.slack.com/services/";

    private String recipients = "";
    private String chats = DEFAULT_CHATS;

    public NotificationConfiguration() {
        load();
    }

    public static NotificationConfiguration get() {
        return ExtensionList.lookupSingleton(NotificationConfiguration.class);
    }

    public String getRecipients() {
        return recipients;
    }

    /** Mail addresses for jobs that name nobody; nobody is told when it is empty. */
    @DataBoundSetter
    public void setRecipients(@CheckForNull String recipients) {
        String text = Util.fixNull(recipients).strip();
        if (!text.isEmpty()) {
            new OwnersNotification(text);
        }
        this.recipients = text;
        save();
    }

    Optional<Notification> fallback() {
        return recipients.isEmpty() ? Optional.empty() : Optional.of(new OwnersNotification(recipients));
    }

    public String getChats() {
        return chats;
    }

    /** Allowed URLs of chats, one a line: see {@link AllowList}. */
    @DataBoundSetter
    public void setChats(@CheckForNull String chats) {
        String text = Util.fixNull(chats).strip();
        AllowList.of(text.lines().toList());
        this.chats = text;
        save();
    }

    AllowList chats() {
        return AllowList.of(chats.lines().toList());
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        try {
            setRecipients(json.optString("recipients"));
            setChats(json.optString("chats"));
            return true;
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "recipients");
        }
    }
}
