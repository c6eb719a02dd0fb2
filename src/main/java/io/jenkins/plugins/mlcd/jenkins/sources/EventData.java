package io.jenkins.plugins.mlcd.jenkins.sources;

import hudson.model.Job;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.sources.DataPlace;
import io.jenkins.plugins.mlcd.sources.DataPlace.Finding;
import io.jenkins.plugins.mlcd.sources.DataPlace.Presence;
import io.jenkins.plugins.mlcd.sources.Observation;
import io.jenkins.plugins.mlcd.sources.Source;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.ParameterizedJobMixIn;

/** Whether the data of an event are there, as far as this Jenkins may look, or a source of the job's trigger can. */
public final class EventData {

    private EventData() {}

    /** @param uri as the event names it */
    public static Finding look(Job<?, ?> job, String uri) throws InterruptedException {
        MlTrigger trigger = ParameterizedJobMixIn.getTrigger(job, MlTrigger.class);
        try {
            Optional<Source> able = trigger == null ? Optional.empty()
                    : trigger.getSources().stream().flatMap(source -> source.only(job, uri).stream()).findFirst();
            return able.isPresent() ? look(able.get(), uri) : new DataPlace(SourceConfiguration.get().allowList(), WebClients.get()).look(uri);
        } catch (IllegalArgumentException e) {
            return new Finding(Presence.UNKNOWN, uri + ": " + e.getMessage());
        }
    }

    private static Finding look(Source source, String uri) throws InterruptedException {
        try {
            Optional<Observation> now = source.look(Optional.empty());
            boolean none = now.isPresent() && now.get().samples().orElse(1) == 0;
            return none ? new Finding(Presence.MISSING, uri + " is not there") : new Finding(Presence.THERE, uri + " is there");
        } catch (IOException e) {
            return new Finding(Presence.UNKNOWN, e.getMessage());
        }
    }
}
