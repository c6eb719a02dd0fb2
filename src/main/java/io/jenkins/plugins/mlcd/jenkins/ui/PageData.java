package io.jenkins.plugins.mlcd.jenkins.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.report.BuildFacts;
import io.jenkins.plugins.mlcd.report.JobPlace;
import io.jenkins.plugins.mlcd.report.Pages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kohsuke.stapler.StaplerRequest2;

/** What Jenkins knows of jobs and builds, as the engine's pages take it; and those pages, of which a controller has one. */
final class PageData {

    /** What it remembers is of files, by their paths: it outlives no Jenkins. */
    static final Pages PAGES = new Pages(InstantSource.system());

    private PageData() {}

    static JobPlace place(Job<?, ?> job) {
        return new JobPlace(job.getFullName(), job.getUrl(), job.getRootDir().toPath(), job.getBuildDir().toPath());
    }

    static BuildFacts facts(Run<?, ?> run) {
        Result result = run.getResult();
        return new BuildFacts(
                run.getNumber(),
                run.getRootDir().toPath(),
                result == null ? "RUNNING" : result.toString(),
                Instant.ofEpochMilli(run.getStartTimeInMillis()),
                run.getDuration(),
                cause(run.getCauses()));
    }

    private static Optional<ObjectNode> cause(List<Cause> causes) {
        if (causes.isEmpty()) {
            return Optional.empty();
        }
        String summary = causes.stream().map(Cause::getShortDescription).collect(Collectors.joining("; "));
        return Optional.of(Json.object()
                .put("kind", causes.get(0).getClass().getSimpleName())
                .put("summary", summary));
    }

    /** The parameters of a request; a blank one counts as absent. */
    static Function<String, Optional<String>> parameters(StaplerRequest2 request) {
        return name -> Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
    }

    /** @throws IllegalArgumentException when it is not given */
    static String required(StaplerRequest2 request, String name) {
        return parameters(request).apply(name).orElseThrow(() -> new IllegalArgumentException("the parameter '" + name + "' is missing"));
    }
}
