package io.jenkins.plugins.mlcd.jenkins.models;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.promotion.PromotionRecords;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the signed record of a promotion once it has happened, for the job and into the build's record, with which it is archived. */
public final class Promotions {

    private Promotions() {}

    /** What cannot be signed now is signed when a later build of the job ends; a promotion is not undone for it. */
    public static void record(Run<?, ?> run, ModelVersion version, TaskListener listener) {
        try {
            if (version.build() == run.getNumber()) {
                BuildLineage.write(run, version);
            }
            complete(run, listener);
        } catch (IOException e) {
            listener.error("[mlcd] the promotion of " + version.id() + " could not be recorded: " + e.getMessage());
        }
    }

    static void complete(Run<?, ?> run, TaskListener listener) throws IOException {
        Path record = new BuildLayout(run.getRootDir().toPath()).directory();
        for (Path file : PromotionRecords.complete(run.getParent().getRootDir().toPath(), run.getParent().getFullName(), PromotionKeys::key)) {
            Files.createDirectories(record);
            String name = "promotion-" + file.getParent().getFileName() + "-" + file.getFileName();
            Files.copy(file, record.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            listener.getLogger().println("[mlcd] signed record of the promotion: mlcd/" + name);
        }
    }
}
