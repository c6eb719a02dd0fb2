package io.jenkins.plugins.mlcd.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * How long the files of a model's versions are kept; what is recorded about a version is kept for ever. The versions that have an alias,
 * are in production or on the way there, and the one that a rollback leads to, always keep their files.
 *
 * @param age files that are older are given up
 * @param count at most so many versions have files, the newest; at least 1
 * @param bytes at most so many bytes in all, the newest; at least 1
 */
public record Retention(Optional<Duration> age, OptionalInt count, OptionalLong bytes) {

    /** Everything is kept. */
    public static final Retention ALL = new Retention(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());

    public Retention {
        if (age.filter(limit -> limit.isNegative() || limit.isZero()).isPresent()) {
            throw new IllegalArgumentException("the age of models to keep must be more than 0, but is " + age.get());
        }
        if (count.isPresent() && count.getAsInt() < 1) {
            throw new IllegalArgumentException("the number of models to keep must be at least 1, but is " + count.getAsInt());
        }
        if (bytes.isPresent() && bytes.getAsLong() < 1) {
            throw new IllegalArgumentException("the bytes of models to keep must be at least 1, but are " + bytes.getAsLong());
        }
    }

    public boolean keepsAll() {
        return equals(ALL);
    }

    /** Those that have files and should not, oldest first. What must be kept counts, too. */
    List<FilesDeleted> expired(RegistryState state, String model, Instant now, IntPredicate busy) {
        Set<String> needed = needed(state, model);
        List<ModelVersion> withFiles = state.versions(model).stream().filter(v -> state.filesDeleted(v.id()).isEmpty()).toList();
        Predicate<ModelVersion> stays = version -> needed.contains(version.id()) || busy.test(version.build());
        int kept = (int) withFiles.stream().filter(stays).count();
        long size = withFiles.stream().filter(stays).mapToLong(ModelVersion::bytes).sum();
        Deque<FilesDeleted> expired = new ArrayDeque<>();
        for (int i = withFiles.size() - 1; i >= 0; i--) {
            ModelVersion version = withFiles.get(i);
            Optional<String> reason = stays.test(version) ? Optional.empty() : reason(version, now, kept + 1, size + version.bytes());
            if (reason.isPresent()) {
                expired.addFirst(new FilesDeleted(now, model, version.version(), version.bytes(), reason.get()));
            } else if (!stays.test(version)) {
                kept++;
                size += version.bytes();
            }
        }
        return List.copyOf(expired);
    }

    private static Set<String> needed(RegistryState state, String model) {
        Set<String> needed = new HashSet<>();
        state.production(model).map(ModelVersion::id).ifPresent(needed::add);
        state.predecessor(model).map(ModelVersion::id).ifPresent(needed::add);
        state.lock(model).map(PromotionLock::id).ifPresent(needed::add);
        state.aliases(model).values().stream().map(ModelVersion::id).forEach(needed::add);
        state.versions(model).stream().map(ModelVersion::id).filter(id -> state.stage(id).filter(Stage.CANARY::equals).isPresent()).forEach(needed::add);
        return needed;
    }

    private Optional<String> reason(ModelVersion version, Instant now, int place, long sum) {
        Duration old = Duration.between(version.at(), now);
        if (age.filter(limit -> old.compareTo(limit) > 0).isPresent()) {
            return Optional.of("retention: registered at " + version.at() + ", longer than " + age.get() + " ago");
        }
        if (count.isPresent() && place > count.getAsInt()) {
            return Optional.of("retention: " + count.getAsInt() + " newer or needed versions have files");
        }
        if (bytes.isPresent() && sum > bytes.getAsLong()) {
            return Optional.of("retention: with its " + version.bytes() + " bytes the files of all versions would take " + sum + ", more than " + bytes.getAsLong());
        }
        return Optional.empty();
    }
}
