package io.jenkins.plugins.mlcd.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The studies that workers of this process have open; workers of one build with the same study name share one. */
public final class Studies {

    private static final Map<Path, Open> OPEN = new LinkedHashMap<>();

    private Studies() {}

    private static final class Open {
        private final Study study;
        private int workers;

        private Open(Study study) {
            this.study = study;
        }
    }

    /**
     * Joins the study in {@code file}, opening it for the first worker. Each call needs a {@link #leave}.
     *
     * @param earlier what earlier builds found out; asked for once, when a study with a warm start begins
     * @throws IllegalArgumentException when the definition differs from that of the study, naming the differences
     */
    public static synchronized Study join(Path file, StudyDefinition definition, InstantSource clock, Study.Orphans orphans,
            Supplier<List<Earlier>> earlier) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        Open open = OPEN.get(key);
        if (open == null) {
            open = new Open(Study.open(key, definition, clock, orphans, earlier));
            OPEN.put(key, open);
        }
        open.study.requireSame(definition);
        open.workers++;
        return open.study;
    }

    /** The open study in {@code file}. */
    public static synchronized Optional<Study> find(Path file) {
        return Optional.ofNullable(OPEN.get(file.toAbsolutePath().normalize())).map(open -> open.study);
    }

    /** The open studies of a build, by its directory: for a display. */
    public static synchronized List<Study> of(Path buildDirectory) {
        Path directory = buildDirectory.toAbsolutePath().normalize();
        List<Study> studies = new ArrayList<>();
        OPEN.forEach((file, open) -> {
            if (file.startsWith(directory)) {
                studies.add(open.study);
            }
        });
        return studies;
    }

    /** A worker has done; the last one closes the study. */
    public static synchronized void leave(Study study) throws IOException {
        Open open = OPEN.get(study.file());
        if (open != null && open.study == study && --open.workers <= 0) {
            OPEN.remove(study.file());
            study.close();
        }
    }
}
