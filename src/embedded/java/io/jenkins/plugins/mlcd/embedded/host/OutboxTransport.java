package io.jenkins.plugins.mlcd.embedded.host;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Writes each mail to a new {@code .eml} file, which any mail program opens; nothing is sent. Made by the session, by its name. */
public final class OutboxTransport extends Transport {

    static final String PROTOCOL = "outbox";

    public OutboxTransport(Session session, URLName urlname) {
        super(session, urlname);
    }

    @Override
    protected boolean protocolConnect(String host, int port, String user, String password) {
        return true;
    }

    @Override
    public void sendMessage(Message message, Address[] addresses) throws MessagingException {
        try {
            Path outbox = Files.createDirectories(Path.of(session.getProperty(LocalMail.OUTBOX)));
            String time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-"));
            try (OutputStream out = Files.newOutputStream(Files.createTempFile(outbox, time, ".eml"))) {
                message.writeTo(out);
            }
        } catch (IOException e) {
            throw new MessagingException("the outbox cannot be written: " + e.getMessage(), e);
        }
    }
}
