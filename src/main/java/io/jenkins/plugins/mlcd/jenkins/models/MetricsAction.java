package io.jenkins.plugins.mlcd.jenkins.models;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.RootAction;
import io.jenkins.plugins.mlcd.export.OpenMetrics;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.GET;

/**
 * {@code /mlcd-metrics/}: figures of the models of all jobs that the user may read; others are not mentioned. Needs Overall/Read, as every page.
 * Jenkins serves one root action an address, and {@code /mlcd} is where webhooks come in.
 */
@Extension
public final class MetricsAction implements RootAction {

    @GET
    public HttpResponse doIndex() throws IOException {
        Map<String, RegistryState> states = new TreeMap<>();
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            Path directory = job.getRootDir().toPath();
            if (job.hasPermission(Item.READ) && Files.exists(new JobLayout(directory).registry())) {
                states.put(job.getFullName(), Registry.of(directory).state());
            }
        }
        return new TextResponse(OpenMetrics.CONTENT_TYPE, OpenMetrics.of(states));
    }

    @CheckForNull
    @Override
    public String getIconFileName() {
        return null;
    }

    @CheckForNull
    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return "mlcd-metrics";
    }
}
