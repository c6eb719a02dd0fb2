package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.TailPrettyLoggable;
import io.fabric8.kubernetes.client.dsl.TimeTailPrettyLoggable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** The log of a container in a cluster. The client's own threads read it, so that following many logs needs none of ours. */
final class FollowedLog implements TrialLog {

    private static final int CHUNK = 1 << 14;

    private final Supplier<ContainerResource> container;
    private final LogCursor cursor;

    private LogWatch watch;

    /** Who may write to the cursor: a connection that was given up may still bring something. */
    private volatile Sink sink;

    private volatile boolean open;

    FollowedLog(Supplier<ContainerResource> container, LogCursor cursor) {
        this.container = container;
        this.cursor = cursor;
    }

    @Override
    public synchronized void follow() {
        if (open) {
            return;
        }
        close();
        open = true;
        try {
            sink = new Sink();
            watch = connect().watchLog(sink);
            watch.onClose().whenComplete((end, failure) -> open = false);
        } catch (KubernetesClientException e) {
            open = false;
            throw e;
        }
    }

    @Override
    public synchronized void drain() {
        close();
        try (InputStream rest = connect().getLogInputStream()) {
            if (rest == null) {
                throw new KubernetesClientException("the log of its pod is gone");
            }
            byte[] chunk = new byte[CHUNK];
            for (int read = rest.read(chunk); read >= 0; read = rest.read(chunk)) {
                cursor.read(chunk, 0, read);
            }
            cursor.end();
        } catch (IOException e) {
            throw new KubernetesClientException("the log of its pod cannot be read: " + e.getMessage(), e);
        }
    }

    private TailPrettyLoggable connect() {
        Optional<String> since = cursor.connect();
        TimeTailPrettyLoggable timed = container.get().usingTimestamps();
        return since.isPresent() ? timed.sinceTime(since.get()) : timed;
    }

    @Override
    public synchronized void close() {
        sink = null;
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    private final class Sink extends OutputStream {

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (sink == this) {
                cursor.read(bytes, offset, length);
            }
        }
    }
}
