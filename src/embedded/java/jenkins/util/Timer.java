package jenkins.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The scheduler that everything shares. Tasks must not block. */
public class Timer {

    private static final int THREADS = 4;
    private static ScheduledThreadPoolExecutor executor;

    private Timer() {
    }

    @NonNull
    public static synchronized ScheduledExecutorService get() {
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(THREADS, new NamingThreadFactory(new DaemonThreadFactory(), "jenkins.util.Timer"));
            executor.setRemoveOnCancelPolicy(true);
        }
        return executor;
    }

    public static synchronized void shutdown() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }
}
