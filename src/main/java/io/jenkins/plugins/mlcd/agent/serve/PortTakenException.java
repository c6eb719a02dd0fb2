package io.jenkins.plugins.mlcd.agent.serve;

import java.io.IOException;

/** The port to listen on belongs to another process, or may not be used. */
public final class PortTakenException extends IOException {

    private static final long serialVersionUID = 1L;

    public PortTakenException(String host, int port, Throwable cause) {
        super("cannot listen on " + host + ":" + port + ": " + cause.getMessage(), cause);
    }
}
