package io.jenkins.plugins.mlcd.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way of one controller to a server: when it is cut, the server never hears of that controller again. */
public final class CuttableLine implements AutoCloseable {

    private final int target;
    private final ServerSocket entry;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** @param target the server's port on the loopback interface */
    public CuttableLine(int target) throws IOException {
        this.target = target;
        this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return entry.getLocalPort();
    }

    private void accept() throws IOException {
        while (!entry.isClosed()) {
            Socket here = entry.accept();
            Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(here);
            sockets.add(there);
            daemon(() -> pump(here, there));
            daemon(() -> pump(there, here));
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One end is gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entry.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
