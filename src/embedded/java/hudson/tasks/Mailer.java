package hudson.tasks;

import io.jenkins.plugins.mlcd.embedded.host.LocalMail;
import jakarta.mail.Session;

/** The mail configuration of the mailer plugin; here that of {@code mlcd.yaml}. */
public class Mailer {

    private Mailer() {}

    public static DescriptorImpl descriptor() {
        return new DescriptorImpl(LocalMail.get());
    }

    /** How mail is sent. */
    public static final class DescriptorImpl {

        private final LocalMail mail;

        DescriptorImpl(LocalMail mail) {
            this.mail = mail;
        }

        public Session createSession() {
            return mail.session();
        }
    }
}
