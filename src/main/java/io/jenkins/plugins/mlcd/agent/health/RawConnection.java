package io.jenkins.plugins.mlcd.agent.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to a server on which bytes are sent as they are. */
final class RawConnection {

    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3}).*", Pattern.DOTALL);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int FIRST_BYTES = 64;

    /** How a server took what it was sent. */
    record Answer(OptionalInt status, boolean silent) {}

    private RawConnection() {}

    /**
     * Sends the request and waits for the first bytes of an answer.
     *
     * @return its status, empty when the server closed the connection; or silent when neither happened in time
     * @throws IOException when there is no connection at all
     */
    static Answer send(URI server, byte[] request, int patienceMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
            socket.setSoTimeout(patienceMillis);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // A server may answer, or close, before it has read all. What it answered may still be there.
            }
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) {
        try {
            Matcher line = STATUS.matcher(new String(in.readNBytes(FIRST_BYTES), StandardCharsets.ISO_8859_1));
            return new Answer(line.matches() ? OptionalInt.of(Integer.parseInt(line.group(1))) : OptionalInt.empty(), false);
        } catch (SocketTimeoutException e) {
            return new Answer(OptionalInt.empty(), true);
        } catch (IOException e) {
            return new Answer(OptionalInt.empty(), false);
        }
    }
}
