package io.jenkins.plugins.mlcd.embedded.host;

import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.nio.file.Path;
import java.util.Properties;

/** How an embedded Jenkins sends mail: to a server, or as files into an outbox. */
public final class LocalMail {

    /** Where {@link OutboxTransport} finds its directory. */
    static final String OUTBOX = "mlcd.outbox";

    private static final String TIMEOUT_MILLIS = "15000";

    private final Properties properties;
    private final String from;

    private LocalMail(Properties properties, String from) {
        this.properties = properties;
        this.from = from;
    }

    /** Mails become {@code .eml} files of {@code directory}. */
    public static LocalMail outbox(Path directory) {
        Properties properties = new Properties();
        properties.setProperty(OUTBOX, directory.toString());
        properties.setProperty("mail.transport.protocol.rfc822", OutboxTransport.PROTOCOL);
        return new LocalMail(properties, "mlcd@localhost");
    }

    /** Mails go to a server. */
    public static LocalMail smtp(String host, int port, String from) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        return new LocalMail(properties, from);
    }

    /** Has the running host send mail like this; before anything is sent. */
    public void use() {
        Host.get().singleton(LocalMail.class, () -> this);
    }

    /** That of the running host: its outbox unless something else was said. */
    public static LocalMail get() {
        Host host = Host.get();
        return host.singleton(LocalMail.class, () -> outbox(host.home().resolve("outbox")));
    }

    public String from() {
        return from;
    }

    public Session session() {
        Session session = Session.getInstance(properties);
        session.addProvider(new Provider(Provider.Type.TRANSPORT, OutboxTransport.PROTOCOL, OutboxTransport.class.getName(), "mlcd", null));
        return session;
    }
}
