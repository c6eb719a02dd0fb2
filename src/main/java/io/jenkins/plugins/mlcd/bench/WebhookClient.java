package io.jenkins.plugins.mlcd.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;

/** Sends requests over connections that stay open, each waiting for its answer before the next, with as little work as that takes. */
final class WebhookClient {

    /** What was measured; latencies in nanoseconds, sorted. */
    record Result(double seconds, long[] latencies, int accepted) {

        double perSecond() {
            return accepted / seconds;
        }

        double percentileMillis(double share) {
            return latencies.length == 0 ? Double.NaN : latencies[(int) Math.min(latencies.length - 1, share * latencies.length)] / 1e6;
        }
    }

    private final int port;
    private final String path;
    private final int connections;
    /** Numbers of the requests that were answered by 202. */
    final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    WebhookClient(int port, String path, int connections) {
        this.port = port;
        this.path = path;
        this.connections = connections;
    }

    /** Sends the bodies {@code from} to {@code to}; a connection that breaks ends its share. */
    Result send(int from, int to, IntFunction<String> body, boolean remember) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        AtomicInteger accepted = new AtomicInteger();
        long[] latencies = new long[to - from];
        AtomicIntegerArray answered = new AtomicIntegerArray(to - from);
        Thread[] threads = new Thread[connections];
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            threads[i] = new Thread(() -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.setTcpNoDelay(true);
                    InputStream in = new BufferedInputStream(socket.getInputStream());
                    for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                        long sent = System.nanoTime();
                        if (exchange(socket.getOutputStream(), in, body.apply(number)) == 202) {
                            latencies[number - from] = System.nanoTime() - sent;
                            answered.set(number - from, 1);
                            accepted.incrementAndGet();
                            if (remember) {
                                acknowledged.add(number);
                            }
                        }
                    }
                } catch (IOException e) {
                    // the server was killed: what was not answered was not accepted
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] measured = java.util.stream.IntStream.range(0, latencies.length).filter(i -> answered.get(i) == 1).mapToLong(i -> latencies[i]).toArray();
        Arrays.sort(measured);
        return new Result(seconds, measured, accepted.get());
    }

    private int exchange(OutputStream out, InputStream in, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + WebhookServer.TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        out.write(all);
        out.flush();
        int status = Integer.parseInt(line(in).split(" ")[1]);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
