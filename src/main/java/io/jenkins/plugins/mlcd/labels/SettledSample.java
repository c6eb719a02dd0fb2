package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.dataset.LabelledRow;
import java.util.Optional;
import java.util.stream.Collectors;

/** A sample with its label, as a data set takes it. */
public record SettledSample(LabelledRow row, LabelSample.Why why) {

    /** Empty when it has no label, or is none of the classes. */
    static Optional<SettledSample> of(QueuedSample queued, int agreement) {
        LabelSample sample = queued.sample();
        return queued.settlement(agreement).filter(settled -> !settled.label().isEmpty()).map(settled -> new SettledSample(
                new LabelledRow(sample.content(), sample.request(), sample.capturedAt(), sample.servedBy(), sample.prediction(), sample.sureness(), settled.label(), sample.values(),
                        settled.source().word(), settled.by().stream().map(Vote::by).filter(by -> !by.equals(Vote.FEEDBACK)).collect(Collectors.joining(";")),
                        settled.by().get(settled.by().size() - 1).at().toString()),
                sample.why()));
    }
}
