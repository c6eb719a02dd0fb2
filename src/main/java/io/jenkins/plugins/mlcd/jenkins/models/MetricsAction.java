package io.jenkins.plugins.mlcd.jenkins.models;

import hudson.Extension;
import hudson.model.InvisibleAction;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.RootAction;
import io.jenkins.plugins.mlcd.export.OpenMetrics;
import io.jenkins.plugins.mlcd.jenkins.config.RootAddresses;
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
 */
@Extension
public final class MetricsAction extends InvisibleAction implements RootAction {

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

    @Override
    public String getUrlName() {
        return RootAddresses.METRICS;
    }
}
