package io.jenkins.plugins.mlcd.view;

/** One trial in the index. Its fields are written by the {@link StudyIndex} that it belongs to, under that one's lock. */
final class TrialRow {

    final StudyIndex study;
    final int number;
    TrialState state = TrialState.RUNNING;
    String algorithm;
    String worker;
    String reason;
    String model;
    long seed;
    double value = Double.NaN;
    long startedAt;
    long endedAt;
    Cells params = Cells.NONE;
    Cells metrics = Cells.NONE;
    Cells resources = Cells.NONE;
    Curve curve;
    /** Which event of the study changed it last; grows with every one. */
    int revision;

    TrialRow(StudyIndex study, int number) {
        this.study = study;
        this.number = number;
    }

    /** From its start to its end, in seconds; NaN while it runs. */
    double seconds() {
        return startedAt == 0 || endedAt == 0 ? Double.NaN : (endedAt - startedAt) / 1e3;
    }

    /** As it is written in a filter and in addresses, {@code build.study.number}. */
    String id() {
        return study.build() + "." + study.name() + "." + number;
    }
}
