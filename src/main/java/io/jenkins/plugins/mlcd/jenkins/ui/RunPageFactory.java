package io.jenkins.plugins.mlcd.jenkins.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives every build that recorded something its page. */
@Extension
@SuppressWarnings("rawtypes") // as the extension point has it
public final class RunPageFactory extends TransientActionFactory<Run> {

    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Run run) {
        return Files.isDirectory(new BuildLayout(run.getRootDir().toPath()).directory()) ? List.of(new RunPage(run)) : List.of();
    }
}
