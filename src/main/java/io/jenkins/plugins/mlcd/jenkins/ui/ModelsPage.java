package io.jenkins.plugins.mlcd.jenkins.ui;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.RootAction;
import io.jenkins.plugins.mlcd.report.JobPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** {@code /ml-models}: the models of all jobs that the user may read. */
@Extension
public final class ModelsPage extends MlPage implements RootAction {

    /** Whoever may not read Jenkins sees nothing. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return this;
    }

    @GET
    @WebMethod(name = "overview")
    public HttpResponse doOverview() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return PageAnswer.json(PageData.PAGES.models(readable()));
    }

    private static List<JobPlace> readable() {
        List<JobPlace> places = new ArrayList<>();
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (job.hasPermission(Item.READ)) {
                places.add(PageData.place(job));
            }
        }
        places.sort(Comparator.comparing(JobPlace::name));
        return places;
    }

    @Override
    public String getDisplayName() {
        return "Models";
    }

    @Override
    public String getUrlName() {
        return "ml-models";
    }
}
