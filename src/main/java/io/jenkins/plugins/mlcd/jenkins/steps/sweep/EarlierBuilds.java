package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.model.Run;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.sweep.EarlierBuild;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The builds that a study can start warm from. */
final class EarlierBuilds {

    private static final int MOST = 5;
    private static final int MOST_LOOKED_AT = 50;

    private EarlierBuilds() {}

    /** The latest builds before {@code run} that have a study of this name, latest first. */
    static List<EarlierBuild> of(Run<?, ?> run, String study) {
        List<EarlierBuild> builds = new ArrayList<>();
        Run<?, ?> build = run.getPreviousBuild();
        for (int looked = 0; build != null && builds.size() < MOST && looked < MOST_LOOKED_AT; looked++) {
            BuildLayout layout = StudyModels.layout(build);
            if (Files.exists(layout.study(study))) {
                builds.add(new EarlierBuild(build.getNumber(), layout));
            }
            build = build.getPreviousBuild();
        }
        return builds;
    }
}
