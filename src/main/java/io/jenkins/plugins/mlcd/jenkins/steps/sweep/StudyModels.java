package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyState;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.util.VirtualFile;

/**
 * The models of a study's trials. While the study goes on, those worth keeping lie in the build's directory; when it
 * has ended they are archived with the build, under {@code mlcd/trials/<study>/<number>}.
 */
public final class StudyModels {

    private static final Object LOCK = new Object();

    private StudyModels() {}

    /**
     * The best trial of a study of this build.
     *
     * @param study its name
     * @return empty when the build has no such study, or no trial of it is complete
     * @throws IOException when the study's record cannot be read
     */
    public static Optional<BestTrial> bestTrial(Run<?, ?> run, String study) throws IOException {
        StudyState state = StudyState.read(layout(run).study(study));
        return state.best().map(trial -> BestTrial.of(trial, directory(run, study, trial)));
    }

    private static Optional<VirtualFile> directory(Run<?, ?> run, String study, Trial trial) {
        if (trial.model().isPresent() && !trial.hasModelElsewhere()) {
            VirtualFile file = run.getArtifactManager().root();
            for (String name : trial.model().get().split("/")) {
                file = file.child(name);
            }
            return Optional.of(file);
        }
        Path kept = kept(run, study).resolve(String.valueOf(trial.number()));
        return Files.isDirectory(kept) ? Optional.of(VirtualFile.forFile(kept.toFile())) : Optional.empty();
    }

    /**
     * Copies the model of a trial that is about to complete to the controller, if it will be one to keep.
     *
     * @param model the trial's model directory, maybe on an agent
     */
    static void keep(Run<?, ?> run, Study study, int trial, FilePath model) throws IOException, InterruptedException {
        if (study.isWorthKeeping(trial) && !model.list().isEmpty()) {
            FilePath kept = new FilePath(kept(run, study.definition().study()).resolve(String.valueOf(trial)).toFile());
            kept.deleteRecursive();
            kept.mkdirs();
            model.copyRecursiveTo(kept);
        }
    }

    /** Deletes the copies of complete trials that are not among the best any more. */
    static void evict(Run<?, ?> run, Study study) throws IOException, InterruptedException {
        synchronized (LOCK) {
            List<Path> copies = copies(kept(run, study.definition().study()));
            if (copies.isEmpty()) {
                return;
            }
            // The states first: a trial that another worker ends meanwhile is still running here, and so keeps its copy.
            List<Path> finished = copies.stream().filter(copy -> study.trial(number(copy)).state().finished()).toList();
            Set<Integer> keep = study.kept().stream().map(Trial::number).collect(Collectors.toSet());
            for (Path copy : finished) {
                if (!keep.contains(number(copy))) {
                    new FilePath(copy.toFile()).deleteRecursive();
                }
            }
        }
    }

    /** The directories of models that lie in {@code kept}, each named by its trial. */
    private static List<Path> copies(Path kept) throws IOException {
        if (!Files.isDirectory(kept)) {
            return List.of();
        }
        try (Stream<Path> copies = Files.list(kept)) {
            return copies.filter(copy -> copy.getFileName().toString().matches("\\d{1,9}")).toList();
        }
    }

    private static int number(Path copy) {
        return Integer.parseInt(copy.getFileName().toString());
    }

    /** Archives the kept models of a study that has ended; does nothing for those that are archived already. */
    static void archive(Run<?, ?> run, Study study, Launcher launcher, TaskListener listener) throws IOException, InterruptedException {
        synchronized (LOCK) {
            for (Trial trial : study.kept()) {
                Path copy = kept(run, study.definition().study()).resolve(String.valueOf(trial.number()));
                if ((trial.model().isEmpty() || trial.hasModelElsewhere()) && Files.isDirectory(copy)) {
                    archive(run, study, trial, copy, launcher, listener);
                    new FilePath(copy.toFile()).deleteRecursive();
                }
            }
        }
    }

    private static void archive(Run<?, ?> run, Study study, Trial trial, Path copy, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        String path = "mlcd/trials/" + study.definition().study() + "/" + trial.number();
        Map<String, String> artifacts = new TreeMap<>();
        long bytes = 0;
        for (Path file : files(copy)) {
            String name = copy.relativize(file).toString().replace('\\', '/');
            artifacts.put(path + "/" + name, name);
            bytes += Files.size(file);
        }
        BuildListener log = listener instanceof BuildListener build ? build : listener::getLogger;
        run.pickArtifactManager().archive(new FilePath(copy.toFile()), launcher, log, artifacts);
        study.keptModel(trial.number(), path, bytes, artifacts.size());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static Path kept(Run<?, ?> run, String study) {
        return layout(run).directory().resolve("trials").resolve(study);
    }

    static BuildLayout layout(Run<?, ?> run) {
        return new BuildLayout(run.getRootDir().toPath());
    }
}
