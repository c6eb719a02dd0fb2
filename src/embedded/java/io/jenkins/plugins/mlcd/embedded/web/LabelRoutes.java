package io.jenkins.plugins.mlcd.embedded.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.labels.LabelConflict;
import io.jenkins.plugins.mlcd.labels.LabelDesk;
import io.jenkins.plugins.mlcd.report.JobPlace;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /job/<name>/ml-labels/}: the page on which people label, and its data, at the addresses that Jenkins has for them (docs/reference/labels.md). */
public final class LabelRoutes implements Routes {

    private static final String URL = "ml-labels";
    private static final Set<String> ACTS = Set.of("next", "label", "skip", "undo", "comment", "aside", "back", "release");
    private static final int CONFLICT = 409;

    private final HomeJobs jobs;
    private final InstantSource clock;
    private final String person;
    private final Runnable labelled;

    /**
     * @param person who labels: whoever uses a server on loopback owns the machine
     * @param labelled is run after each label
     */
    public LabelRoutes(Path home, InstantSource clock, String person, Runnable labelled) {
        this.labelled = labelled;
        this.jobs = new HomeJobs(home);
        this.clock = clock;
        this.person = person;
    }

    @Override
    public Optional<Answer> answer(Request request) throws IOException {
        List<String> path = request.segments();
        if (path.size() < 3 || path.size() > 4 || !path.get(0).equals("job") || !path.get(2).equals(URL)) {
            return Optional.empty();
        }
        Optional<JobPlace> job = jobs.find(path.get(1));
        if (job.isEmpty()) {
            return Optional.empty();
        }
        try {
            return answer(request, job.get(), path.size() == 4 ? path.get(3) : "");
        } catch (IllegalArgumentException e) {
            throw new WebException(400, e.getMessage());
        } catch (LabelConflict e) {
            throw new WebException(CONFLICT, e.getMessage());
        }
    }

    private Optional<Answer> answer(Request request, JobPlace job, String what) throws IOException {
        boolean acts = ACTS.contains(what);
        if (acts != request.method().equals("POST") && (acts || !request.reads())) {
            throw new WebException(405, request.path() + " takes " + (acts ? "POST" : "GET"));
        }
        LabelDesk desk = new LabelDesk(job.directory(), clock);
        if (acts) {
            Optional<Answer> done = desk.act(what, form(request), person).map(Answer::json);
            if (what.equals("label")) {
                labelled.run();
            }
            return done;
        }
        return switch (what) {
            case "" -> Optional.of(page(job));
            case "overview" -> Optional.of(Answer.json(desk.overview(person, true)));
            default -> {
                Optional<ObjectNode> read = desk.read(what, request::parameter, person);
                yield read.map(Answer::json);
            }
        };
    }

    private static Answer page(JobPlace job) {
        String url = "/job/" + URLEncoder.encode(job.name(), StandardCharsets.UTF_8).replace("+", "%20") + "/";
        return Shell.labels("Labels of " + job.name(), Map.of("data", url + URL + "/", "job", url + "mlcd/", "job-name", job.name(), "models", "/ml-models/"));
    }

    /** The fields of a form in the body, as Jenkins reads them. */
    private static LabelDesk.Parameters form(Request request) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return name -> Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
    }
}
