package io.jenkins.plugins.mlcd.view;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trials of all builds of one job. A study is read when it is first asked for, and afterwards only what was added to its log. Safe
 * for use by several threads: each call sees and answers a whole state.
 */
public final class TrialIndex {

    private static final Pattern STUDY = Pattern.compile("study-(.+)\\.jsonl");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    /** How long a list of all builds' studies counts as fresh: a thousand directories are not looked through for every key that is typed. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final List<Path> places;
    private final InstantSource clock;
    private final Dictionary dictionary = new Dictionary();
    private final Map<String, StudyIndex> studies = new TreeMap<>();
    private Instant listed = Instant.MIN;

    /** @param places directories that hold builds of the job, each by its number; of the same number in two of them the first counts */
    TrialIndex(List<Path> places, InstantSource clock) {
        this.places = List.copyOf(places);
        this.clock = clock;
    }

    /** What is asked under the lock. */
    @FunctionalInterface
    interface Question<T> {
        T ask(List<StudyIndex> studies) throws IOException;
    }

    /** Asks about one study of a build, as far as it is written; of none when there is no such study. */
    synchronized <T> T ofStudy(int build, String name, Question<T> question) throws IOException {
        Optional<StudyIndex> study = study(build, name);
        if (study.isPresent()) {
            study.get().refresh();
        }
        return ask(question, study.stream().toList());
    }

    /** Asks about the studies that the trials belong to, as far as they are written. */
    synchronized <T> T ofTrials(List<TrialId> trials, Question<T> question) throws IOException {
        Map<String, StudyIndex> wanted = new TreeMap<>();
        for (TrialId trial : trials) {
            Optional<StudyIndex> study = wanted.containsKey(key(trial.build(), trial.study())) ? Optional.empty() : study(trial.build(), trial.study());
            if (study.isPresent()) {
                study.get().refresh();
                wanted.put(key(trial.build(), trial.study()), study.get());
            }
        }
        return ask(question, List.copyOf(wanted.values()));
    }

    /** Asks about all studies of all builds, by build and name; what was written in the last two seconds may be missing. */
    synchronized <T> T ofAll(Question<T> question) throws IOException {
        if (clock.instant().isAfter(listed.plus(FRESH))) {
            list();
            listed = clock.instant();
        }
        List<StudyIndex> all = new ArrayList<>(studies.values());
        all.sort((a, b) -> a.build() != b.build() ? Integer.compare(a.build(), b.build()) : a.name().compareTo(b.name()));
        return ask(question, all);
    }

    /** Curves are read when they are drawn. */
    static <T> T ask(Question<T> question, List<StudyIndex> studies) throws IOException {
        try {
            return question.ask(studies);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Names of the studies of a build, in alphabetical order. */
    public static List<String> studies(Path buildDirectory) throws IOException {
        Path record = buildDirectory.resolve("mlcd");
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(record)) {
            try (DirectoryStream<Path> logs = Files.newDirectoryStream(record, "study-*.jsonl")) {
                for (Path log : logs) {
                    Matcher matcher = STUDY.matcher(log.getFileName().toString());
                    if (matcher.matches()) {
                        names.add(matcher.group(1));
                    }
                }
            }
        }
        names.sort(null);
        return names;
    }

    private void list() throws IOException {
        Set<String> there = new HashSet<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> directories = Files.newDirectoryStream(place, path -> NUMBER.matcher(path.getFileName().toString()).matches())) {
                    for (Path directory : directories) {
                        list(directory, there);
                    }
                }
            }
        }
        studies.keySet().retainAll(there);
    }

    private void list(Path directory, Set<String> there) throws IOException {
        int build = Integer.parseInt(directory.getFileName().toString());
        for (String name : studies(directory)) {
            if (there.add(key(build, name))) {
                study(build, name).orElseThrow().refresh();
            }
        }
    }

    private Optional<StudyIndex> study(int build, String name) {
        BuildLayout.requireName("study", name);
        for (Path place : places) {
            Path file = new BuildLayout(place.resolve(Integer.toString(build))).study(name);
            if (Files.exists(file)) {
                StudyIndex known = studies.get(key(build, name));
                if (known == null || !known.isOf(file)) {
                    studies.put(key(build, name), new StudyIndex(build, name, file, dictionary));
                }
                return Optional.of(studies.get(key(build, name)));
            }
        }
        studies.remove(key(build, name));
        return Optional.empty();
    }

    private static String key(int build, String name) {
        return build + "." + name;
    }

    /** How many trials are held in memory. */
    public synchronized int size() {
        return studies.values().stream().mapToInt(StudyIndex::size).sum();
    }
}
