package io.jenkins.plugins.mlcd.jenkins.notify;

import hudson.tasks.Mailer;
import io.jenkins.plugins.mlcd.notify.Message;
import io.jenkins.plugins.mlcd.notify.MimeMail;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Instant;
import jenkins.model.JenkinsLocationConfiguration;

/** Sends mail as the mailer plugin is configured. It need not be installed, so nothing but this class may name its types. */
final class JenkinsMail {

    private JenkinsMail() {}

    static void send(String to, Message message) throws IOException {
        Session session = Mailer.descriptor().createSession();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader()); // where Jakarta Mail looks for what handles its parts
        try {
            MimeMail.send(session, JenkinsLocationConfiguration.get().getAdminAddress(), to, message, Instant.now());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
