package io.jenkins.plugins.mlcd.export;

import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.sweep.StudyEvent;
import io.jenkins.plugins.mlcd.sweep.StudyState;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study as it is exported.
 *
 * @param job full name of the job
 * @param build number of the build
 * @param study name of the study
 * @param trials all of them, by number
 * @param reports what each trial reported in its last attempt, in order
 * @param resources what each trial used
 */
public record StudyRecord(
        String job, int build, String study, List<Trial> trials, Map<Integer, List<StudyEvent.Reported>> reports, Map<Integer, Map<String, Object>> resources) {

    /** @throws IOException when the log is damaged or of a newer version */
    public static StudyRecord read(String job, int build, Path log) throws IOException {
        StudyState state = StudyState.read(log);
        Map<Integer, List<StudyEvent.Reported>> reports = new HashMap<>();
        Map<Integer, Map<String, Object>> resources = new HashMap<>();
        EventLog.forEach(log, Schema.STUDY, StudyEvent.class, event -> {
            if (event instanceof StudyEvent.Asked asked) {
                reports.put(asked.trial(), new ArrayList<>());
            } else if (event instanceof StudyEvent.Reported reported) {
                reports.computeIfAbsent(reported.trial(), trial -> new ArrayList<>()).add(reported);
            } else if (event instanceof StudyEvent.Resources used) {
                resources.computeIfAbsent(used.trial(), trial -> new LinkedHashMap<>()).putAll(used.resources());
            }
        });
        String name = state.definition().map(definition -> definition.path("study").asText()).orElse("");
        return new StudyRecord(job, build, name, state.trials(), reports, resources);
    }
}
