package io.jenkins.plugins.mlcd.sweep;

/** What a worker that asks a study is to do. */
public sealed interface Ask {

    /** Run this trial. */
    record Run(Trial trial) implements Ask {}

    /** Ask again later: nothing is left to try, but a trial that others run may come back. */
    record Wait() implements Ask {}

    /** Nothing more: the study has ended. */
    record Done(StudyEvent.Ended end) implements Ask {}
}
