package io.jenkins.plugins.mlcd.jenkins.ui;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.RootAction;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.mlcd.jenkins.config.RootAddresses;
import io.jenkins.plugins.mlcd.report.JobPlace;
import io.jenkins.plugins.mlcd.report.Pages;
import io.jenkins.plugins.mlcd.view.JobTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
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

    /** The jobs whose trials can be compared. */
    @GET
    @WebMethod(name = "jobs")
    public HttpResponse doJobs() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return PageAnswer.json(Pages.jobs(readable()));
    }

    /** The trials that {@code trials} names, {@code job:build.study.number} separated by commas. */
    @GET
    @WebMethod(name = "comparison")
    public HttpResponse doComparison(StaplerRequest2 request) throws IOException {
        Jenkins.get().checkPermission(Jenkins.READ);
        return PageAnswer.of(() -> PageAnswer.json(PageData.PAGES.studies().comparison(trials(request), ModelsPage::places)));
    }

    @GET
    @WebMethod(name = "comparisonCsv")
    public HttpResponse doComparisonCsv(StaplerRequest2 request) throws IOException {
        Jenkins.get().checkPermission(Jenkins.READ);
        return PageAnswer.of(() -> PageAnswer.csv(PageData.PAGES.studies().comparisonCsv(trials(request), ModelsPage::places), "comparison"));
    }

    private static List<JobTrial> trials(StaplerRequest2 request) {
        return JobTrial.parseAll(PageData.parameters(request).apply("trials").orElse(""));
    }

    /** Of a job that the user may read; a job that he may not read is as good as none. */
    private static Optional<List<Path>> places(String name) {
        try {
            Job<?, ?> job = Jenkins.get().getItemByFullName(name, Job.class);
            return job != null && job.hasPermission(Item.READ) ? Optional.of(PageData.place(job).places()) : Optional.empty();
        } catch (AccessDeniedException3 e) {
            return Optional.empty();
        }
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
        return RootAddresses.MODELS;
    }
}
