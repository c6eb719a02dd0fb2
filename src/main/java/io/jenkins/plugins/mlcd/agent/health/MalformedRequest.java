package io.jenkins.plugins.mlcd.agent.health;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a client may send that no server should trip over.
 *
 * @param name in a few words
 * @param bytes as they are sent over the connection
 * @param whole whether it is a complete HTTP request, which has to be answered by a 4xx; the connection of another one is just closed
 */
record MalformedRequest(String name, byte[] bytes, boolean whole) {

    private static final int HUGE = 32 << 20;
    private static final int DEEP = 100_000;
    private static final int LONG_HEADER = 1 << 20;

    /** @param inputs how many values the model takes */
    static List<MalformedRequest> corpus(int inputs) {
        List<MalformedRequest> corpus = new ArrayList<>(List.of(
                predict("no JSON", "this is no JSON"),
                predict("an empty body", ""),
                predict("JSON that is cut off", "{\"input\": [0, 0"),
                predict("a list for an object", "[1, 2, 3]"),
                predict("no input", "{\"id\": \"r1\"}"),
                predict("null for the input", "{\"input\": null}"),
                predict("text for the input", "{\"input\": \"0 0 0\"}"),
                predict("an empty input", "{\"input\": []}"),
                predict("a value too few", input(inputs - 1, "0")),
                predict("a value too many", input(inputs + 1, "0")),
                predict("NaN", input(inputs, "NaN")),
                predict("a number beyond all bounds", input(inputs, "1e999999")),
                predict("texts for values", input(inputs, "\"0\"")),
                predict("nulls for values", input(inputs, "null")),
                predict("lists for values", input(inputs, "[0]")),
                predict("deep nesting", "{\"input\": " + "[".repeat(DEEP)),
                predict("a huge body", "{\"input\": [" + "0,".repeat(HUGE / 2) + "0]}")));
        corpus.add(new MalformedRequest("bytes that are no UTF-8", post("/predict", new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}'}), true));
        corpus.add(whole("GET for a prediction", "GET /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        corpus.add(whole("DELETE for a prediction", "DELETE /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        corpus.add(whole("an unknown path", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        corpus.add(part("a header without end", "GET /healthz HTTP/1.1\r\nX-Long: " + "a".repeat(LONG_HEADER)));
        corpus.add(part("a body that is cut off", "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{\"input\""));
        corpus.add(part("a request line that is cut off", "POST /pre"));
        corpus.add(part("no HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"));
        corpus.add(part("a negative length", "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n"));
        corpus.add(part("a body that never comes", "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n"));
        return corpus;
    }

    private static String input(int count, String value) {
        return "{\"input\": [" + String.join(",", Collections.nCopies(Math.max(0, count), value)) + "]}";
    }

    private static MalformedRequest predict(String name, String body) {
        return new MalformedRequest(name, post("/predict", body.getBytes(StandardCharsets.UTF_8)), true);
    }

    private static MalformedRequest whole(String name, String request) {
        return new MalformedRequest(name, request.getBytes(StandardCharsets.ISO_8859_1), true);
    }

    private static MalformedRequest part(String name, String request) {
        return new MalformedRequest(name, request.getBytes(StandardCharsets.ISO_8859_1), false);
    }

    private static byte[] post(String path, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }
}
