package io.jenkins.plugins.mlcd.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/** Reads bodies within a number of bytes and a time, compressed ones within the same number of bytes when they are unpacked. */
final class BodyReader {

    /** A body that is not read; the reply says why. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient WebhookReply reply;

        Refused(int status, String sentence) {
            super(sentence);
            this.reply = WebhookReply.error(status, sentence);
        }

        WebhookReply reply() {
            return reply;
        }
    }

    private static final int PIECE = 16 * 1024;

    private final int maxBytes;
    private final Duration patience;
    private final InstantSource clock;

    BodyReader(int maxBytes, Duration patience, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.patience = patience;
        this.clock = clock;
    }

    /** Refuses a body that says itself that it is too large, before any of it is read. */
    void requireLength(WebhookRequest request) throws Refused {
        OptionalLong length = request.contentLength();
        if (length.isPresent() && (length.getAsLong() > maxBytes || length.getAsLong() < 0)) {
            throw tooLarge();
        }
    }

    /**
     * The body as it was sent. A sender that trickles it is cut off when the time is over; one that sends nothing at all is cut off by
     * the server's own limit on an idle connection.
     */
    byte[] raw(InputStream body) throws IOException, Refused {
        Instant deadline = clock.instant().plus(patience);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            read.write(piece, 0, n);
            if (read.size() > maxBytes) {
                throw tooLarge();
            }
            if (clock.instant().isAfter(deadline)) {
                throw new Refused(408, "the body must be sent within " + patience.toSeconds() + " s");
            }
        }
        return read.toByteArray();
    }

    /** What {@code raw} holds once it is unpacked. */
    byte[] unpacked(byte[] raw, WebhookRequest request) throws Refused {
        String encoding = request.header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        if (encoding.equals("identity")) {
            return raw;
        }
        if (!encoding.equals("gzip")) {
            throw new Refused(415, "the body's Content-Encoding must be identity or gzip");
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw tooLarge();
            }
            return content;
        } catch (IOException e) {
            throw new Refused(400, "the body is no gzip");
        }
    }

    private Refused tooLarge() {
        return new Refused(413, "a body may have " + maxBytes + " bytes at most");
    }
}
