package io.jenkins.plugins.mlcd.embedded.host;

import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.TopLevelItemDescriptor;
import hudson.model.listeners.ItemListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Future;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The one embedded Jenkins of this JVM: starts it on a home directory and stops it. */
public final class EmbeddedJenkins {

    private EmbeddedJenkins() {
    }

    /**
     * Starts Jenkins on {@code home}, which is made when it does not exist: finds the extensions, loads the jobs and their builds,
     * starts the triggers. Builds that were running when the last process ended stay as they are until they are {@linkplain #resume run again}
     * or killed.
     *
     * @throws IllegalStateException when one is running in this JVM, or another process uses this home
     */
    public static synchronized Jenkins start(Path home, HostOptions options) throws IOException {
        if (Host.current().isPresent()) {
            throw new IllegalStateException("an embedded Jenkins runs in this JVM already, on " + Host.get().home());
        }
        Path absolute = home.toAbsolutePath().normalize();
        HomeLock lock = HomeLock.take(absolute);
        Host host = new Host(absolute, options);
        host.onStop(lock::release);
        Host.set(host);
        try {
            return load(host);
        } catch (IOException | RuntimeException | Error e) {
            stop();
            throw e;
        }
    }

    private static Jenkins load(Host host) throws IOException {
        Jenkins jenkins = Jenkins.get();
        StockExtensions.all().forEach(host.extensions()::add);
        host.options().extensions().forEach(host.extensions()::add);
        host.extensions().discover(EmbeddedJenkins.class.getClassLoader());
        jenkins.load();
        Clockwork.start(host);
        ItemListener.all().forEach(ItemListener::onLoaded);
        return jenkins;
    }

    /** Adds extensions to those that were found, each to every extension list whose type it has. */
    public static void registerExtensions(Object... extensions) {
        Arrays.stream(extensions).forEach(Host.get().extensions()::add);
    }

    /** The Pipeline job of that name, made when there is none. */
    public static WorkflowJob job(String name) throws IOException {
        Jenkins jenkins = Jenkins.get();
        WorkflowJob job = jenkins.getItemByFullName(name, WorkflowJob.class);
        return job != null ? job : (WorkflowJob) jenkins.createProject((TopLevelItemDescriptor) jenkins.getDescriptorOrDie(WorkflowJob.class), name, true);
    }

    /** Runs a build again that an earlier process began and did not end, or that was aborted. The future ends when the build does. */
    public static Future<?> resume(WorkflowRun run) {
        if (!run.isBuilding() && run.getResult() != Result.ABORTED || run.getExecutor() != null) {
            throw new IllegalStateException(run + " is not a build that an earlier process left unfinished");
        }
        return Queue.getInstance().schedule2(new ResumedBuild(run), 0).getItem().getFuture();
    }

    /** Interrupts running builds, waits for them to end, stops triggers and timers. Does nothing when none is running. */
    public static synchronized void stop() {
        Host.current().ifPresent(host -> {
            ItemListener.all().forEach(ItemListener::onBeforeShutdown);
            host.close();
            Host.set(null);
        });
    }
}
