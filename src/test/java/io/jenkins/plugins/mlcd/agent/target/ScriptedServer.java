package io.jenkins.plugins.mlcd.agent.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A model server on bare sockets that does what a test wants: stream, break off, say nothing. */
final class ScriptedServer implements ServerLauncher.Running {

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final StringBuffer seen = new StringBuffer();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger();
    final AtomicLong written = new AtomicLong();
    volatile int status = 200;
    volatile String prediction = "7";
    volatile boolean events;
    volatile boolean silent;
    volatile boolean breaks;
    volatile boolean stopped;
    volatile int large;

    private final ServerSocket server;
    private volatile OutputStream streaming;

    /** A request as it came. */
    record Asked(String head, Map<String, String> headers, String body) {}

    ScriptedServer(String model) {
        try {
            server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(() -> {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                daemon(() -> serve(socket));
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // The connection is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        while (true) {
            String head = head(in);
            if (head.isEmpty()) {
                left.incrementAndGet();
                socket.close();
                return;
            }
            Map<String, String> headers = headers(head);
            asked.add(new Asked(head.lines().findFirst().orElse(""), headers, body(in, headers)));
            answer(socket);
        }
    }

    private void answer(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        String head = "HTTP/1.1 " + status + " OK\r\nX-Mlcd-Id: r1\r\nX-Mlcd-Prediction: " + prediction + "\r\nX-Mlcd-Confidence: 0.9\r\nConnection: X-Hop-Answer\r\nX-Hop-Answer: 1\r\n";
        if (silent) {
            return;
        }
        if (breaks) {
            out.write((head + "Content-Length: 1000\r\n\r\nhalf of it").getBytes(StandardCharsets.US_ASCII));
            socket.close();
        } else if (events) {
            out.write((head + "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            streaming = out;
        } else if (large > 0) {
            out.write((head + "Content-Length: " + large + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[1 << 16];
            while (written.get() < large) {
                out.write(piece);
                written.addAndGet(piece.length);
            }
        } else {
            out.write((head + "Content-Length: 2\r\n\r\n{}").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Sends a piece of the answer that is under way. */
    void event(String text) throws IOException {
        while (streaming == null) {
            Thread.onSpinWait();
        }
        streaming.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void endEvents() throws IOException {
        streaming.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static Map<String, String> headers(String head) {
        Map<String, String> headers = new TreeMap<>();
        head.lines().skip(1).filter(line -> line.contains(":")).forEach(line -> {
            String[] parts = line.split(": *", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        });
        return headers;
    }

    private String body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return new String(in.readNBytes(Integer.parseInt(headers.get("content-length"))), StandardCharsets.UTF_8);
        }
        StringBuilder body = new StringBuilder();
        while (true) {
            int length = Integer.parseInt(line(in), 16);
            String chunk = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            body.append(chunk);
            seen.append(chunk);
            line(in);
            if (length == 0) {
                return body.toString();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public CompletableFuture<URI> ready() {
        return CompletableFuture.completedFuture(URI.create("http://127.0.0.1:" + server.getLocalPort()));
    }

    @Override
    public CompletableFuture<String> ended() {
        return new CompletableFuture<>();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
