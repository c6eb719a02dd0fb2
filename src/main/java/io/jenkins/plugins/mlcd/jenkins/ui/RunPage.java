package io.jenkins.plugins.mlcd.jenkins.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.HealthReport;
import hudson.model.HealthReportingAction;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.report.ModelHealth;
import io.jenkins.plugins.mlcd.report.TrialOutput;
import io.jenkins.plugins.mlcd.view.TrialQuery;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.NonLocalizable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The page <em>ML</em> of a build: its experiments, model, data, gate, canary and monitor. And how healthy they leave the job. */
public final class RunPage extends MlPage implements HealthReportingAction {

    static final String URL = "mlcd";

    private static final Logger LOGGER = Logger.getLogger(RunPage.class.getName());

    private final Run<?, ?> run;

    RunPage(Run<?, ?> run) {
        this.run = run;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** Whoever may not read the job sees nothing of its builds. */
    @Override
    public Object getTarget() {
        run.getParent().checkPermission(Item.READ);
        return this;
    }

    @GET
    @WebMethod(name = "overview")
    public HttpResponse doOverview() throws IOException {
        run.getParent().checkPermission(Item.READ);
        return PageAnswer.json(PageData.PAGES.run(PageData.place(run.getParent()), PageData.facts(run)));
    }

    /** The study {@code name} as its charts draw it; with {@code since}, what changed in it. */
    @GET
    @WebMethod(name = "study")
    public HttpResponse doStudy(StaplerRequest2 request) throws IOException {
        run.getParent().checkPermission(Item.READ);
        return PageAnswer.of(() -> {
            String name = PageData.required(request, "name");
            Optional<ObjectNode> study = PageData.parameters(request).apply("since").isPresent()
                    ? PageData.PAGES.studies().changes(PageData.place(run.getParent()).places(), run.getNumber(), name, TrialQuery.number(PageData.parameters(request), "since", 0))
                    : PageData.PAGES.studies().study(PageData.place(run.getParent()).places(), run.getNumber(), name);
            return study.map(PageAnswer::json).orElseGet(() -> PageAnswer.notFound("this build has no study '" + name + "'"));
        });
    }

    /** A page of the trials of {@code study}. */
    @GET
    @WebMethod(name = "trials")
    public HttpResponse doTrials(StaplerRequest2 request) throws IOException {
        run.getParent().checkPermission(Item.READ);
        return PageAnswer.of(() -> PageAnswer.json(PageData.PAGES.studies().trials(
                PageData.place(run.getParent()).places(), run.getNumber(), PageData.required(request, "study"), TrialQuery.of(PageData.parameters(request)))));
    }

    @GET
    @WebMethod(name = "csv")
    public HttpResponse doCsv(StaplerRequest2 request) throws IOException {
        run.getParent().checkPermission(Item.READ);
        return PageAnswer.of(() -> PageAnswer.csv(
                PageData.PAGES.studies().csv(PageData.place(run.getParent()).places(), run.getNumber(), PageData.required(request, "study"), TrialQuery.of(PageData.parameters(request))),
                run.getParent().getName() + "-" + run.getNumber() + "-trials"));
    }

    /** What trial {@code trial} of {@code study} printed; the build's console where that is not kept by itself. */
    @GET
    @WebMethod(name = "log")
    public HttpResponse doLog(StaplerRequest2 request) throws IOException {
        run.getParent().checkPermission(Item.READ);
        PageAnswer answer = PageAnswer.of(() -> PageAnswer.text(TrialOutput.read(
                run.getRootDir().toPath(), PageData.required(request, "study"), TrialQuery.number(PageData.parameters(request), "trial", 0)).orElse("")));
        return answer.text().isEmpty() ? HttpResponses.redirectTo("../console") : answer;
    }

    /** Null, which counts as no report, where the build judged no model. */
    @CheckForNull
    @Override
    public HealthReport getBuildHealth() {
        try {
            return ModelHealth.of(new BuildLayout(run.getRootDir().toPath())).map(health -> new HealthReport(health.score(), new NonLocalizable(health.sentence()))).orElse(null);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "no health of the models of " + run, e);
            return null;
        }
    }

    @Override
    public String getDisplayName() {
        return "ML";
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
