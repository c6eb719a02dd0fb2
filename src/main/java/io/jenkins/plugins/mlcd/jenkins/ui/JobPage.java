package io.jenkins.plugins.mlcd.jenkins.ui;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.report.BuildFacts;
import io.jenkins.plugins.mlcd.view.TrialId;
import io.jenkins.plugins.mlcd.view.TrialQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The page <em>ML</em> of a job: its models in production over time, what its gates measured, what came in; and {@code compare}, its trials side by side. */
public final class JobPage extends MlPage {

    private static final int LAST_BUILDS = 50;

    private final Job<?, ?> job;

    JobPage(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Whoever may not read the job sees nothing of its models. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    @GET
    @WebMethod(name = "overview")
    public HttpResponse doOverview() throws IOException {
        job.checkPermission(Item.READ);
        List<BuildFacts> builds = new ArrayList<>();
        for (Run<?, ?> run = job.getLastBuild(); run != null && builds.size() < LAST_BUILDS; run = run.getPreviousBuild()) {
            builds.add(PageData.facts(run));
        }
        return PageAnswer.json(PageData.PAGES.job(PageData.place(job), builds));
    }

    /** A page of the trials of all builds. */
    @GET
    @WebMethod(name = "trials")
    public HttpResponse doTrials(StaplerRequest2 request) throws IOException {
        job.checkPermission(Item.READ);
        return PageAnswer.of(() -> PageAnswer.json(PageData.PAGES.studies().trials(PageData.place(job).places(), TrialQuery.of(PageData.parameters(request)))));
    }

    @GET
    @WebMethod(name = "csv")
    public HttpResponse doCsv(StaplerRequest2 request) throws IOException {
        job.checkPermission(Item.READ);
        return PageAnswer.of(() -> PageAnswer.csv(PageData.PAGES.studies().csv(PageData.place(job).places(), TrialQuery.of(PageData.parameters(request))), job.getName() + "-trials"));
    }

    /** The trials that {@code trials} names, {@code build.study.number} separated by commas. */
    @GET
    @WebMethod(name = "comparison")
    public HttpResponse doComparison(StaplerRequest2 request) throws IOException {
        job.checkPermission(Item.READ);
        return PageAnswer.of(() -> PageAnswer.json(PageData.PAGES.studies().comparison(PageData.place(job).places(), trials(request))));
    }

    @GET
    @WebMethod(name = "comparisonCsv")
    public HttpResponse doComparisonCsv(StaplerRequest2 request) throws IOException {
        job.checkPermission(Item.READ);
        return PageAnswer.of(() -> PageAnswer.csv(PageData.PAGES.studies().comparisonCsv(PageData.place(job).places(), trials(request)), job.getName() + "-comparison"));
    }

    private static List<TrialId> trials(StaplerRequest2 request) {
        return TrialId.parseAll(PageData.parameters(request).apply("trials").orElse(""));
    }

    @Override
    public String getDisplayName() {
        return "ML";
    }

    @Override
    public String getUrlName() {
        return RunPage.URL;
    }
}
