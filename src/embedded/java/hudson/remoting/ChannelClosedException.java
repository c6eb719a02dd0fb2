package hudson.remoting;

import java.io.IOException;

/** The connection to a node was closed. */
public class ChannelClosedException extends IOException {

    private static final long serialVersionUID = 1L;

    ChannelClosedException(String message) {
        super(message);
    }
}
