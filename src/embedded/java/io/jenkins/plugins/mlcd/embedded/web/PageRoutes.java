package io.jenkins.plugins.mlcd.embedded.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.report.BuildFacts;
import io.jenkins.plugins.mlcd.report.JobPlace;
import io.jenkins.plugins.mlcd.report.Pages;
import io.jenkins.plugins.mlcd.report.TrialOutput;
import io.jenkins.plugins.mlcd.view.JobTrial;
import io.jenkins.plugins.mlcd.view.TrialId;
import io.jenkins.plugins.mlcd.view.TrialQuery;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of the jobs below a home, at the addresses that Jenkins has for them (docs/reference/pages.md). */
public final class PageRoutes implements Routes {

    private static final int LAST_BUILDS = 50;
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/";

    private final HomeJobs jobs;
    private final Pages pages;
    private final Routes files = Routes.of(List.of(new ResourceRoutes("/static/", "/io/jenkins/plugins/mlcd/report/"), new ResourceRoutes("/lib/", ECHARTS)));

    public PageRoutes(Path home, InstantSource clock) {
        jobs = new HomeJobs(home);
        pages = new Pages(clock);
    }

    @Override
    public Optional<Answer> answer(Request request) throws IOException {
        List<String> path = request.segments();
        String first = path.isEmpty() ? "" : path.get(0);
        try {
            return switch (first) {
                case "" -> Optional.of(Answer.redirect("/ml-models/"));
                case "favicon.ico" -> Optional.of(Answer.text(204, ""));
                case "static", "lib" -> files.answer(request);
                case "ml-models" -> reads(request, models(request, path.subList(1, path.size())));
                case "job" -> reads(request, path.size() < 2 ? Optional.empty() : job(request, path.get(1), path.subList(2, path.size())));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            throw new WebException(400, e.getMessage());
        }
    }

    private static Optional<Answer> reads(Request request, Optional<Answer> answer) {
        if (answer.isPresent() && !request.reads()) {
            throw new WebException(405, request.path() + " takes GET");
        }
        return answer;
    }

    private Optional<Answer> models(Request request, List<String> path) throws IOException {
        return switch (String.join("/", path)) {
            case "" -> Optional.of(Shell.page("Models", Map.of("page", "models", "root", "/", "models", "/ml-models/", "data", "/ml-models/")));
            case "compare" -> Optional.of(Shell.page("Compare trials", Map.of("page", "compareJobs", "root", "/", "models", "/ml-models/", "data", "/ml-models/")));
            case "overview" -> Optional.of(Answer.json(pages.models(jobs.all())));
            case "jobs" -> Optional.of(Answer.json(Pages.jobs(jobs.all())));
            case "comparison" -> Optional.of(Answer.json(pages.studies().comparison(jobTrials(request), this::places)));
            case "comparisonCsv" -> Optional.of(csv(pages.studies().comparisonCsv(jobTrials(request), this::places), "comparison"));
            default -> Optional.empty();
        };
    }

    private static List<JobTrial> jobTrials(Request request) {
        return JobTrial.parseAll(request.parameter("trials").orElse(""));
    }

    private Optional<List<Path>> places(String job) {
        return jobs.find(job).map(JobPlace::places);
    }

    private Optional<Answer> job(Request request, String name, List<String> path) throws IOException {
        Optional<JobPlace> found = jobs.find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JobPlace job = found.get();
        String next = path.isEmpty() ? "" : path.get(0);
        if (next.isEmpty()) {
            return Optional.of(Answer.redirect("/" + url(job) + "mlcd/"));
        }
        if (next.equals("mlcd")) {
            return jobPage(request, job, String.join("/", path.subList(1, path.size())));
        }
        Optional<BuildFacts> build = next.matches("\\d{1,9}") ? jobs.build(job, Integer.parseInt(next)) : Optional.empty();
        return build.isEmpty() ? Optional.empty() : build(request, job, build.get(), path.subList(1, path.size()));
    }

    private static String url(JobPlace job) {
        return "job/" + URLEncoder.encode(job.name(), StandardCharsets.UTF_8).replace("+", "%20") + "/";
    }

    private static Map<String, String> attributes(String page, JobPlace job, String data) {
        String url = "/" + url(job);
        return Map.of("page", page, "root", "/", "models", "/ml-models/", "job", url + "mlcd/", "job-name", job.name(), "compare", url + "mlcd/compare", "data", data);
    }

    private Optional<Answer> jobPage(Request request, JobPlace job, String what) throws IOException {
        String data = "/" + url(job) + "mlcd/";
        return Optional.ofNullable(switch (what) {
            case "" -> {
                Map<String, String> attributes = new HashMap<>(attributes("job", job, data));
                if (!new JobLayout(job.directory()).labelled().isEmpty()) {
                    attributes.put("labels", "/" + url(job) + "ml-labels/");
                }
                yield Shell.page(job.name(), attributes);
            }
            case "compare" -> Shell.page("Compare trials of " + job.name(), attributes("compare", job, data));
            case "overview" -> Answer.json(pages.job(job, jobs.last(job, LAST_BUILDS)));
            case "trials" -> Answer.json(pages.studies().trials(job.places(), TrialQuery.of(request::parameter)));
            case "csv" -> csv(pages.studies().csv(job.places(), TrialQuery.of(request::parameter)), job.name() + "-trials");
            case "comparison" -> Answer.json(pages.studies().comparison(job.places(), trials(request)));
            case "comparisonCsv" -> csv(pages.studies().comparisonCsv(job.places(), trials(request)), job.name() + "-comparison");
            default -> null;
        });
    }

    private static List<TrialId> trials(Request request) {
        return TrialId.parseAll(request.parameter("trials").orElse(""));
    }

    private Optional<Answer> build(Request request, JobPlace job, BuildFacts build, List<String> path) throws IOException {
        String next = path.isEmpty() ? "" : path.get(0);
        List<String> rest = path.isEmpty() ? path : path.subList(1, path.size());
        return switch (next) {
            case "" -> Optional.of(Answer.redirect("/" + url(job) + build.number() + "/mlcd/"));
            case "mlcd" -> runPage(request, job, build, String.join("/", rest));
            case "console" -> rest.isEmpty() ? Optional.of(BuildFiles.log(build.directory())) : Optional.empty();
            case "artifact" -> Optional.of(BuildFiles.artifact(build.directory(), rest));
            default -> Optional.empty();
        };
    }

    private Optional<Answer> runPage(Request request, JobPlace job, BuildFacts build, String what) throws IOException {
        String run = "/" + url(job) + build.number() + "/";
        return Optional.ofNullable(switch (what) {
            case "" -> {
                pages.studies().expect(job.places(), build.number());
                Map<String, String> attributes = new HashMap<>(attributes("run", job, run + "mlcd/"));
                attributes.put("run", run);
                yield Shell.page(job.name() + " #" + build.number(), attributes);
            }
            case "overview" -> Answer.json(pages.run(job, build));
            case "study" -> study(request, job, build.number());
            case "log" -> TrialOutput.read(build.directory(), name(request, "study"), TrialQuery.number(request::parameter, "trial", 0))
                    .map(text -> Answer.text(200, text)).orElseGet(() -> Answer.redirect("../console"));
            case "trials" -> Answer.json(pages.studies().trials(job.places(), build.number(), name(request, "study"), TrialQuery.of(request::parameter)));
            case "csv" -> csv(pages.studies().csv(job.places(), build.number(), name(request, "study"), TrialQuery.of(request::parameter)), job.name() + "-" + build.number() + "-trials");
            default -> null;
        });
    }

    private Answer study(Request request, JobPlace job, int build) throws IOException {
        String name = name(request, "name");
        Optional<? extends JsonNode> study = request.parameter("since").isPresent()
                ? pages.studies().changes(job.places(), build, name, TrialQuery.number(request::parameter, "since", 0))
                : pages.studies().study(job.places(), build, name);
        return study.map(Answer::json).orElseThrow(() -> new WebException(404, "build " + build + " has no study '" + name + "'"));
    }

    private static String name(Request request, String parameter) {
        return request.parameter(parameter).orElseThrow(() -> new WebException(400, "the parameter '" + parameter + "' is missing"));
    }

    private static Answer csv(String text, String name) {
        return Answer.of(200, "text/csv; charset=utf-8", text.getBytes(StandardCharsets.UTF_8)).with("Content-Disposition", "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".csv\"");
    }
}
