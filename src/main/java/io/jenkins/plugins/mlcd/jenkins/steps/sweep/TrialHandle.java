package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.Studies;
import io.jenkins.plugins.mlcd.sweep.Study;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which trial a body runs; {@code mlReport} finds it in its context.
 *
 * @param study the study's record on the controller
 * @param number the trial
 * @param attempt which try of it
 */
public record TrialHandle(String study, int number, int attempt) implements Serializable {

    /** @return why the trial is to stop, in one sentence; empty when it goes on */
    public Optional<String> report(Report report) throws IOException {
        Optional<Study> open = Studies.find(Path.of(study));
        return open.isPresent() ? open.get().report(number, attempt, report) : Optional.of("the study is over");
    }
}
