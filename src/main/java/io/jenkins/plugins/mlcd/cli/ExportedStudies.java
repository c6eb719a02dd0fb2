package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.export.StudyRecord;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which studies are exported: of all builds that have a record, those of deleted builds too, unless less is asked for. */
final class ExportedStudies {

    @Mixin
    private RegistryPlace place;

    @Option(names = "--build", paramLabel = "N", description = "Only this build.")
    private Optional<Integer> build = Optional.empty();

    @Option(names = "--study", paramLabel = "NAME", description = "Only studies of this name.")
    private Optional<String> study = Optional.empty();

    /** @param archive of the build; need not exist */
    record Exported(StudyRecord study, Path archive) {}

    List<Exported> read() throws IOException {
        List<Exported> studies = new ArrayList<>();
        for (Map.Entry<String, Path> job : place.jobs().entrySet()) {
            for (Map.Entry<Integer, Path> entry : JobDirectories.builds(job.getValue()).entrySet()) {
                if (build.isEmpty() || build.get().equals(entry.getKey())) {
                    for (Path log : RegistryTrials.studies(new BuildLayout(entry.getValue()))) {
                        StudyRecord record = StudyRecord.read(job.getKey(), entry.getKey(), log);
                        if (study.isEmpty() || study.get().equals(record.study())) {
                            studies.add(new Exported(record, entry.getValue().resolve("archive")));
                        }
                    }
                }
            }
        }
        if (studies.isEmpty()) {
            throw new UsageException("there is no study to export; mlcd registry trials shows what there is");
        }
        return studies;
    }
}
