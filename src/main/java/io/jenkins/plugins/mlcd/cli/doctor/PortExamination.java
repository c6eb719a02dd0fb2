package io.jenkins.plugins.mlcd.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * Whether a port of the loopback address is free.
 *
 * @param what it is for
 * @param port 0 for any
 */
public record PortExamination(String what, int port) implements Examination {

    @Override
    public List<Diagnosis> examine() {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return List.of(Diagnosis.ok(what, port == 0 ? "ports of 127.0.0.1 can be had" : "port " + socket.getLocalPort() + " of 127.0.0.1 is free"));
        } catch (IOException e) {
            return List.of(Diagnosis.fail(what, "port " + port + " of 127.0.0.1: " + Examination.words(e), "End what listens there ('ss -ltnp'), unless it is this very mlcd, or configure another port, or 0."));
        }
    }
}
