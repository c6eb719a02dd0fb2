package io.jenkins.plugins.mlcd.jenkins.labels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.User;
import io.jenkins.plugins.mlcd.jenkins.steps.override.MlcdPermissions;
import io.jenkins.plugins.mlcd.jenkins.ui.PageAnswer;
import io.jenkins.plugins.mlcd.labels.LabelConflict;
import io.jenkins.plugins.mlcd.labels.LabelDesk;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

/**
 * The page <em>ML labels</em> of a job. Who may read the job sees how far its queues are; samples of production, which may hold what is private, and the keys to label them
 * are for those with the permission MLCD/Label, who have to be logged in: each label has a name.
 */
public final class LabelsPage implements Action, StaplerProxy {

    static final String URL = "ml-labels";

    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private final Job<?, ?> job;
    private final LabelDesk desk;

    private final Supplier<Optional<String>> person;

    LabelsPage(Job<?, ?> job) {
        this(job, () -> Optional.ofNullable(User.current()).map(User::getId));
    }

    /** @param person who asks; empty for one who is not logged in */
    LabelsPage(Job<?, ?> job, Supplier<Optional<String>> person) {
        this.job = job;
        this.person = person;
        this.desk = new LabelDesk(job.getRootDir().toPath(), InstantSource.system());
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Whoever may not read the job sees nothing of it. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    @GET
    @WebMethod(name = "overview")
    public HttpResponse doOverview() throws IOException {
        job.checkPermission(Item.READ);
        Optional<String> by = person.get();
        return PageAnswer.json(desk.overview(by.orElse(""), by.isPresent() && job.hasPermission(MlcdPermissions.LABEL)));
    }

    @GET
    @WebMethod(name = "sample")
    public HttpResponse doSample(StaplerRequest2 request) throws IOException {
        return read("sample", request);
    }

    @GET
    @WebMethod(name = "samples")
    public HttpResponse doSamples(StaplerRequest2 request) throws IOException {
        return read("samples", request);
    }

    @GET
    @WebMethod(name = "guess")
    public HttpResponse doGuess(StaplerRequest2 request) throws IOException {
        return read("guess", request);
    }

    @RequirePOST
    @WebMethod(name = "next")
    public HttpResponse doNext(StaplerRequest2 request) throws IOException {
        return act("next", request);
    }

    @RequirePOST
    @WebMethod(name = "label")
    public HttpResponse doLabel(StaplerRequest2 request) throws IOException {
        HttpResponse answer = act("label", request);
        LabelNews.tell(job);
        return answer;
    }

    @RequirePOST
    @WebMethod(name = "skip")
    public HttpResponse doSkip(StaplerRequest2 request) throws IOException {
        return act("skip", request);
    }

    @RequirePOST
    @WebMethod(name = "undo")
    public HttpResponse doUndo(StaplerRequest2 request) throws IOException {
        return act("undo", request);
    }

    @RequirePOST
    @WebMethod(name = "comment")
    public HttpResponse doComment(StaplerRequest2 request) throws IOException {
        return act("comment", request);
    }

    @RequirePOST
    @WebMethod(name = "aside")
    public HttpResponse doAside(StaplerRequest2 request) throws IOException {
        return act("aside", request);
    }

    @RequirePOST
    @WebMethod(name = "back")
    public HttpResponse doBack(StaplerRequest2 request) throws IOException {
        return act("back", request);
    }

    @RequirePOST
    @WebMethod(name = "release")
    public HttpResponse doRelease(StaplerRequest2 request) throws IOException {
        return act("release", request);
    }

    private HttpResponse read(String what, StaplerRequest2 request) throws IOException {
        return as(by -> desk.read(what, parameters(request), by));
    }

    private HttpResponse act(String what, StaplerRequest2 request) throws IOException {
        return as(by -> desk.act(what, parameters(request), by));
    }

    /** What somebody at the desk does. */
    private interface Work {
        Optional<ObjectNode> by(String person) throws IOException;
    }

    private HttpResponse as(Work work) throws IOException {
        job.checkPermission(Item.READ);
        job.checkPermission(MlcdPermissions.LABEL);
        Optional<String> by = person.get();
        if (by.isEmpty()) {
            return PageAnswer.error(FORBIDDEN, "log in first: every label has the name of a person");
        }
        return PageAnswer.of(() -> {
            try {
                return PageAnswer.json(work.by(by.get()).orElseThrow());
            } catch (LabelConflict e) {
                return PageAnswer.error(CONFLICT, e.getMessage());
            }
        });
    }

    private static LabelDesk.Parameters parameters(StaplerRequest2 request) {
        return name -> Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
    }

    @CheckForNull
    @Override
    public String getIconFileName() {
        return "symbol-edit";
    }

    @Override
    public String getDisplayName() {
        return "ML labels";
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
