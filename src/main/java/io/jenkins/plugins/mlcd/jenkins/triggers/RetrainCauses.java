package io.jenkins.plugins.mlcd.jenkins.triggers;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.triggers.TimerTrigger.TimerTriggerCause;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a build that is about to retrain was started for, looked at again.
 *
 * @param refutation why none of its causes holds any longer; empty when one does, or that cannot be found out
 * @param warrant what calls for retraining whatever the traffic looks like: a person, or new data; empty where the traffic has to tell
 */
public record RetrainCauses(Optional<String> refutation, Optional<String> warrant) {

    /** @param told gets a sentence on each cause that was looked at */
    public static RetrainCauses of(Run<?, ?> run, Consumer<String> told) throws IOException {
        Optional<String> person = person(run);
        if (person.isPresent()) {
            return new RetrainCauses(Optional.empty(), person);
        }
        List<InboxEvent> served = MlCauses.served(run).stream().filter(event -> !event.kind().equals(MlCause.SCHEDULE)).toList();
        Optional<String> refutation = served.isEmpty() ? Optional.empty() : CauseChecks.refutationAtStart(run.getParent(), served, told);
        return new RetrainCauses(refutation, refutation.isPresent() ? Optional.empty() : data(run, served));
    }

    /** Whoever or whatever else started it; who started it without a cause on record was a person. */
    private static Optional<String> person(Run<?, ?> run) {
        List<Cause> causes = run.getCauses();
        return causes.isEmpty()
                ? Optional.of("it was started by hand")
                : causes.stream().filter(cause -> !(cause instanceof MlCause) && !(cause instanceof TimerTriggerCause)).findFirst().map(Cause::getShortDescription);
    }

    private static Optional<String> data(Run<?, ?> run, List<InboxEvent> served) {
        return served.stream()
                .filter(event -> event.kind().equals(Occurrence.Kind.DATASET.word()))
                .filter(event -> CauseChecks.refutationAtStart(run.getParent(), List.of(event), sentence -> {}).isEmpty())
                .findFirst()
                .map(event -> "there are new data: " + event.summary());
    }
}
