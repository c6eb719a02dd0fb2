package io.jenkins.plugins.mlcd.bench.proxy;

import java.nio.charset.StandardCharsets;

/** Finds the ends of HTTP/1.1 messages that state a Content-Length, one after the other in a buffer. Nothing is copied. */
final class HttpMessages {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private HttpMessages() {}

    /** The length of the message that begins at {@code from}, or -1 when {@code bytes} up to {@code to} do not hold it whole. */
    static int length(byte[] bytes, int from, int to) {
        int body = endOfHead(bytes, from, to);
        if (body < 0) {
            return -1;
        }
        int whole = body - from + contentLength(bytes, from, body);
        return whole <= to - from ? whole : -1;
    }

    private static int endOfHead(byte[] bytes, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] bytes, int from, int to) {
        int at = valueOf(bytes, from, to, LENGTH);
        int length = 0;
        while (at >= 0 && at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            length = 10 * length + bytes[at++] - '0';
        }
        return length;
    }

    /** Where the value of a header begins, or -1. @param name in lower case, with its colon */
    static int valueOf(byte[] bytes, int from, int to, byte[] name) {
        for (int i = from; i < to - name.length; i++) {
            if (i > from && bytes[i - 1] == '\n' && matches(bytes, i, name)) {
                int at = i + name.length;
                while (bytes[at] == ' ') {
                    at++;
                }
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if ((bytes[at + i] | 0x20) != (name[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
