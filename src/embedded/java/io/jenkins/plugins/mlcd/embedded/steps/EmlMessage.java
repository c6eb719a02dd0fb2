package io.jenkins.plugins.mlcd.embedded.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** A message as RFC 5322 and MIME write it, which any mail program opens. */
record EmlMessage(MailStep mail, ZonedDateTime date) {

    /** Writes it to a new file of the outbox and returns the file. */
    Path write(Path outbox, int build) throws IOException {
        Files.createDirectories(outbox);
        String time = date.format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        Path file = outbox.resolve("build-" + build + "-" + time + ".eml");
        for (int number = 2; Files.exists(file); number++) {
            file = outbox.resolve("build-" + build + "-" + time + "-" + number + ".eml");
        }
        Files.writeString(file, text(), StandardCharsets.US_ASCII);
        return file;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        header(text, "Date", date.format(DateTimeFormatter.RFC_1123_DATE_TIME));
        header(text, "From", mail.getFrom());
        header(text, "To", mail.getTo());
        header(text, "Cc", mail.getCc());
        header(text, "Bcc", mail.getBcc());
        header(text, "Reply-To", mail.getReplyTo());
        header(text, "Subject", mail.getSubject());
        header(text, "MIME-Version", "1.0");
        header(text, "Content-Type", mail.getMimeType() + "; charset=" + mail.getCharset());
        header(text, "Content-Transfer-Encoding", "base64");
        byte[] body = String.valueOf(mail.getBody()).getBytes(Charset.forName(mail.getCharset()));
        return text.append("\r\n").append(Base64.getMimeEncoder().encodeToString(body)).append("\r\n").toString();
    }

    private static void header(StringBuilder text, String name, @CheckForNull String value) {
        if (value != null && !value.isEmpty()) {
            text.append(name).append(": ").append(encoded(value)).append("\r\n");
        }
    }

    /** Line breaks would make a header of their own; what is not ASCII is an encoded word (RFC 2047). */
    private static String encoded(String value) {
        String line = value.replaceAll("\\s*\\R\\s*", " ");
        return StandardCharsets.US_ASCII.newEncoder().canEncode(line)
                ? line
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
