package io.jenkins.plugins.mlcd.notify;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Sends a message as mail: text, the same in HTML, and its picture inline. */
public final class MimeMail {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private MimeMail() {}

    /**
     * @param session how mail is sent
     * @param from a mail address
     * @param to mail addresses, separated by commas or spaces
     * @throws IOException in one sentence when it cannot be sent
     */
    public static void send(Session session, String from, String to, Message message, Instant at) throws IOException {
        try {
            Transport.send(mime(session, from, to, message, at));
        } catch (MessagingException e) {
            throw new IOException("mail to " + to + " cannot be sent: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        }
    }

    private static MimeMessage mime(Session session, String from, String to, Message message, Instant at) throws MessagingException, IOException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(from));
        mail.setRecipients(RecipientType.TO, InternetAddress.parse(to.strip().replaceAll("[,;\\s]+", ",")));
        mail.setSubject(message.subject(), UTF_8);
        mail.setSentDate(Date.from(at));
        mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence note answers it
        MimeMultipart related = new MimeMultipart("related");
        related.addBodyPart(alternatives(message));
        Optional<byte[]> png = message.png();
        if (png.isPresent()) {
            MimeBodyPart picture = new MimeBodyPart();
            picture.setDataHandler(new DataHandler(new ByteArrayDataSource(png.get(), "image/png")));
            picture.setContentID("<chart>");
            picture.setDisposition(MimeBodyPart.INLINE);
            picture.setFileName("chart.png");
            related.addBodyPart(picture);
        }
        mail.setContent(related);
        mail.saveChanges();
        return mail;
    }

    private static MimeBodyPart alternatives(Message message) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(message.html(), UTF_8, "html");
        MimeMultipart both = new MimeMultipart("alternative", text, html);
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(both);
        return part;
    }
}
