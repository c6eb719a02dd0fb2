package io.jenkins.plugins.mlcd.jenkins.models;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Api;
import hudson.model.InvisibleAction;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.export.OpenMetrics;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryView;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/** The models of a job for the remote API: {@code job/<name>/ml-registry/api/json}, and part of what the API says of the job itself. */
@ExportedBean
public final class JobModels extends InvisibleAction implements StaplerProxy {

    /** Below the job. */
    public static final String URL = "ml-registry";

    private static final int NOT_FOUND = 404;

    private final Job<?, ?> job;

    JobModels(Job<?, ?> job) {
        this.job = job;
    }

    /** Whoever may not read the job sees nothing of its models. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** As {@code mlcd registry list --json} prints them. */
    @Exported
    public List<Map<String, Object>> getModels() throws IOException {
        return view().models().stream().map(JobModels::plain).toList();
    }

    /** One version with its history and lineage, as {@code mlcd registry show --json}: {@code version?id=digits:42}. */
    @GET
    @WebMethod(name = "version")
    public HttpResponse doVersion(@QueryParameter String id) throws IOException {
        job.checkPermission(Item.READ);
        RegistryView view = view();
        Optional<ModelVersion> version = id == null ? Optional.empty() : view.state().find(id);
        if (version.isEmpty()) {
            throw HttpResponses.errorWithoutStack(NOT_FOUND, "no such model version");
        }
        return TextResponse.json(view.version(version.get()).toString());
    }

    /** The figures of this job for a scraper that may read it. */
    @GET
    @WebMethod(name = "metrics")
    public HttpResponse doMetrics() throws IOException {
        job.checkPermission(Item.READ);
        return new TextResponse(OpenMetrics.CONTENT_TYPE, OpenMetrics.of(Map.of(job.getFullName(), view().state())));
    }

    private RegistryView view() throws IOException {
        return RegistryView.of(job.getRootDir().toPath());
    }

    static Map<String, Object> plain(ObjectNode node) {
        return Json.mapper().convertValue(node, new TypeReference<>() { });
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
